namespace MergeBuild.Packaging.Verification;

/// <summary>A file as a manifest lists it.</summary>
/// <param name="Name">The name in the model directory.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Its digest, in lower-case hexadecimal.</param>
internal sealed record ListedFile(string Name, long Length, string Sha256);
