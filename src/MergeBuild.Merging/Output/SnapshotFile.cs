using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Output;

/// <summary>A file and its content's digest.</summary>
/// <param name="Name">The file's name in its directory.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Digest">The BLAKE3 digest.</param>
public sealed record SnapshotFile(string Name, long Length, Blake3Digest Digest);
