using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Packaging.Verification;

/// <summary>A tensor as a manifest lists it.</summary>
/// <param name="Description">Name, type and shape.</param>
/// <param name="File">The name of the file that holds it.</param>
/// <param name="Digest">The BLAKE3 digest of its bytes.</param>
internal sealed record ListedTensor(TensorDescription Description, string File, Blake3Digest Digest);
