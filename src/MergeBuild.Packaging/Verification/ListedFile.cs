using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Verification;

/// <summary>A file as a manifest lists it.</summary>
/// <param name="Name">The name in the model directory.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Digest">Its BLAKE3 digest.</param>
internal sealed record ListedFile(string Name, long Length, Blake3Digest Digest)
{
    /// <summary>Reads an entry of a manifest's files, or of a parent's.</summary>
    /// <exception cref="MergeBuildException">It is not valid (MB5041).</exception>
    public static ListedFile Parse(JsonFields json)
    {
        var name = json.Text("name");
        return IsPlainName(name)
            ? new ListedFile(name, json.WholeNumber("length"), json.Digest("blake3"))
            : throw json.Invalid($"'{name}' is not the plain name of a file in the same folder.");
    }

    private static bool IsPlainName(string name) =>
        name is not ("" or "." or ".." or MergeManifest.FileName) && !name.AsSpan().ContainsAny("/\\:") && !name.Any(char.IsControl);
}
