namespace MergeBuild.Packaging.Signing;

/// <summary>What stands for one resource on this machine.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Path">The file.</param>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many bytes.</param>
internal sealed record ListedRange(string Name, string Path, long Offset, long Length);
