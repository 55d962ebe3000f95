using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Packaging.Verification;

/// <summary>A tensor as a manifest lists it.</summary>
/// <param name="Description">Name, type and shape.</param>
/// <param name="File">The name of the file that holds it.</param>
/// <param name="Sha256">The digest of its bytes, in lower-case hexadecimal.</param>
internal sealed record ListedTensor(TensorDescription Description, string File, string Sha256);
