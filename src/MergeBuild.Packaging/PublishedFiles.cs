using System.Text.RegularExpressions;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Packaging;

/// <summary>
/// Knows the files of a model directory that a merge writes, so that none of an older merge outlives it: loaders prefer
/// a stale shard index to a fresh single file. Files of other names are the user's and stay.
/// </summary>
internal static partial class PublishedFiles
{
    /// <summary>What the gates said of a model, written after its manifest, which it names by its digest.</summary>
    public const string Verdicts = "merge.verdicts.json";

    /// <summary>The names of such files in a directory, the manifest excepted.</summary>
    public static IEnumerable<string> In(string directory) => Directory.EnumerateFiles(directory)
        .Select(path => Path.GetFileName(path))
        .Where(name => name is ModelDirectory.SingleFileName or ShardIndex.FileName or Verdicts ||
            CompanionFiles.All.Contains(name) || ShardName().IsMatch(name));

    [GeneratedRegex(@"^model-\d{5}-of-\d{5}\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex ShardName();
}
