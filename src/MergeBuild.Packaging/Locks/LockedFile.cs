namespace MergeBuild.Packaging.Locks;

/// <summary>A file of a parent as it is pinned.</summary>
/// <param name="Name">The name in the model directory.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Sha256">The digest of the content, in lower-case hexadecimal digits.</param>
public sealed record LockedFile(string Name, long Length, string Sha256);
