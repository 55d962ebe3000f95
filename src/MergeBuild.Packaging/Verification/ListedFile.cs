using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Packaging.Verification;

/// <summary>A file as a manifest lists it.</summary>
/// <param name="Name">The name in the model directory.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Digest">Its BLAKE3 digest.</param>
internal sealed record ListedFile(string Name, long Length, Blake3Digest Digest);
