using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Models;

/// <summary>Keeps files that a model directory names inside that directory.</summary>
public static class ShardPath
{
    private const int MaximumLength = 255;

    /// <summary>Whether a name from a shard index is one plain name of a weight file.</summary>
    public static bool IsPlainName(string name, string extension = ".safetensors")
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MaximumLength &&
            name.EndsWith(extension, StringComparison.Ordinal) &&
            !name.AsSpan().ContainsAny("/\\:") &&
            !name.Any(char.IsControl) &&
            !name.StartsWith("..", StringComparison.Ordinal);
    }

    /// <summary>
    /// The path of a file in a model directory. A link is followed if it stays in the directory, or leads from
    /// <c>snapshots/revision</c> to <c>blobs</c> as in the Hugging Face cache.
    /// </summary>
    /// <exception cref="MergeBuildException">MB2042: the link leads elsewhere. MB2046: it leads round in a circle.</exception>
    public static string Resolve(string directory, string name)
    {
        var path = Path.Combine(directory, name);

        // A folder on the way may be a link, too.
        if (new FileInfo(path).LinkTarget is null && name == Path.GetFileName(name))
        {
            return path;
        }

        var target = RealPath.Of(path) ?? throw DiagnosticTable.ShardLinkLoop.Exception(path);
        var home = RealPath.Of(directory) ?? throw DiagnosticTable.ShardLinkLoop.Exception(directory);
        return IsInside(target, home) || IsInside(target, BlobsOf(home))
            ? path
            : throw DiagnosticTable.ShardEscapes.Exception(path, target);
    }

    /// <summary>The path of a file that a model directory may have, or null where nothing has its name; what has it need not be a file.</summary>
    /// <exception cref="MergeBuildException">MB2042: the link leads elsewhere. MB2046: it leads round in a circle.</exception>
    public static string? Find(string directory, string name) =>
        DirectoryEntry.Exists(Path.Combine(directory, name)) ? Resolve(directory, name) : null;

    private static string? BlobsOf(string directory) =>
        Path.GetDirectoryName(directory) is { } snapshots && Path.GetFileName(snapshots) == "snapshots" &&
        Path.GetDirectoryName(snapshots) is { } repository
            ? Path.Combine(repository, "blobs")
            : null;

    private static bool IsInside(string path, string? directory) =>
        directory is not null && path.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
