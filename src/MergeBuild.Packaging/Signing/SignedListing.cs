using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Signing;

/// <summary>
/// The files of a model directory as OpenSSF Model Signing lists them: all regular files in all folders, sorted by the
/// code points of their relative paths; links are refused.
/// </summary>
internal static class SignedListing
{
    private const int MaximumFolders = 32;

    /// <summary>What is never listed, at the top level only.</summary>
    public static readonly ImmutableArray<string> AlwaysIgnored = [".git", ".gitattributes", ".github", ".gitignore"];

    /// <summary>Whether a resource's name stays inside the model.</summary>
    public static bool IsRelativeName(string name) =>
        name.Length > 0 && !name.Contains('\\', StringComparison.Ordinal) && !name.Any(char.IsControl) &&
        name.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>The whole files of a directory.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="ignored">Relative paths of files and folders to leave out.</param>
    /// <param name="files">Where to read from.</param>
    /// <exception cref="MergeBuildException">MB5239: there is a link.</exception>
    public static ImmutableArray<ListedRange> Files(string directory, IEnumerable<string> ignored, IFileSystem files)
    {
        var skipped = ignored.Select(path => path.TrimEnd('/')).Concat(AlwaysIgnored).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Walk(directory, "", skipped, 0)
                .Select(name => Range(directory, name, files))
                .OrderBy(file => file.Name, CodePointOrder.Instance),
        ];
    }

    /// <summary>The ranges of all files that are not empty.</summary>
    public static ImmutableArray<ListedRange> Shards(ImmutableArray<ListedRange> files, long shardSize) =>
    [
        .. files.SelectMany(file => Starts(file.Length, shardSize).Select(start =>
        {
            var end = Math.Min(start + shardSize, file.Length);
            return new ListedRange(FormattableString.Invariant($"{file.Name}:{start}:{end}"), file.Path, start, end - start);
        })),
    ];

    private static IEnumerable<long> Starts(long length, long shardSize)
    {
        for (var start = 0L; start < length; start += Math.Min(shardSize, length - start))
        {
            yield return start;
        }
    }

    private static IEnumerable<string> Walk(string folder, string prefix, HashSet<string> skipped, int depth)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var name = prefix + entry.Name;
            if (skipped.Contains(name))
            {
                continue;
            }

            if (entry is DirectoryInfo && entry.LinkTarget is null && depth < MaximumFolders)
            {
                foreach (var inner in Walk(entry.FullName, name + "/", skipped, depth + 1))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return name;
            }
        }
    }

    // A snapshot in the Hugging Face cache consists of links to the cache's own blobs; every other link is refused.
    private static ListedRange Range(string directory, string name, IFileSystem files)
    {
        var path = Path.Combine(directory, name);
        var isLink = new FileInfo(path).LinkTarget is not null;
        if (isLink && (name.Contains('/', StringComparison.Ordinal) || CachedHubModel.Of(directory) is null))
        {
            throw DiagnosticTable.SignedFileIsLink.Exception(path);
        }

        using var file = files.OpenRead(isLink ? ShardPath.Resolve(directory, name) : path);
        return new ListedRange(name, path, 0, file.Length);
    }
}
