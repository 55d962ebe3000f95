namespace MergeBuild.Packaging.Signing;

/// <summary>A file of a signed model, or a range of one.</summary>
/// <param name="Name">The relative path with slashes; for a range followed by <c>:start:end</c>.</param>
/// <param name="Digest">Lower-case hexadecimal digits.</param>
internal sealed record SignedResource(string Name, string Digest);
