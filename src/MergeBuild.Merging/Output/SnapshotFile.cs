namespace MergeBuild.Merging.Output;

/// <summary>A file and its content's digest.</summary>
/// <param name="Name">The file's name in its directory.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Sha256">The SHA-256 in lower-case hexadecimal digits.</param>
public sealed record SnapshotFile(string Name, long Length, string Sha256);
