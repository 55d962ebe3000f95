namespace MergeBuild.Packaging.Hub;

/// <summary>A file as the Hub lists it.</summary>
/// <param name="Name">The name in the model's top folder.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="ContentId">What the cache calls its content: the SHA-256 of a large file, the git blob's SHA-1 of any other.</param>
internal sealed record HubFile(string Name, long Length, string ContentId)
{
    private const int Sha256Digits = 64;

    /// <summary>Whether <see cref="ContentId"/> is the SHA-256 of the content.</summary>
    public bool IsSha256 => ContentId.Length == Sha256Digits;
}
