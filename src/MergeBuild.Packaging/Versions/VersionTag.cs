using System.Globalization;
using MergeBuild.Packaging.Git;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Versions;

/// <summary>The nearest tag below a commit that names a version.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Version">The version that it names; the highest of the commit's.</param>
/// <param name="Height">How many commits lie above it: those that the commit has in its history and the tag has not.</param>
internal sealed record VersionTag(string Name, NuGetVersion Version, long Height)
{
    private const string DigitPattern = "[0-9]*";

    // Tags that begin like a version and are none; a repository with more of them than this is not looked through.
    private const int MostOthers = 64;

    /// <summary>Finds it; null where no commit of the history has one.</summary>
    /// <param name="directory">A folder of the work tree.</param>
    /// <param name="prefix">What stands before the version in a tag's name.</param>
    public static VersionTag? Nearest(string directory, string prefix)
    {
        // Nearest in git's sense: the tag with the fewest commits that it does not have itself.
        var arguments = new List<string> { "describe", "--tags", "--long", "--abbrev=40", "--candidates=100", "--match", prefix + DigitPattern };
        for (var others = 0; others < MostOthers; others++)
        {
            var described = GitCommand.Run(directory, [.. arguments, "HEAD"]);
            if (!described.Succeeded || Split(described.Text) is not var (name, height))
            {
                return null;
            }

            var tags = GitCommand.Run(directory, "tag", "--list", "--points-at", name + "^{commit}").Lines;
            var highest = tags.Where(tag => VersionOf(tag, prefix) is not null).MaxBy(tag => VersionOf(tag, prefix));
            if (highest is not null)
            {
                return new VersionTag(highest, VersionOf(highest, prefix)!, height);
            }

            arguments.AddRange(["--exclude", name]);
        }

        return null;
    }

    /// <summary>The version that a tag names, or null.</summary>
    private static NuGetVersion? VersionOf(string tag, string prefix) =>
        tag.StartsWith(prefix, StringComparison.Ordinal) && NuGetVersion.TryParseStrict(tag[prefix.Length..], out var version) ? version : null;

    // "name-height-gcommit"; names may have hyphens themselves.
    private static (string Name, long Height)? Split(string described)
    {
        var commit = described.LastIndexOf("-g", StringComparison.Ordinal);
        var height = commit < 1 ? -1 : described.LastIndexOf('-', commit - 1);
        return height > 0 && long.TryParse(described.AsSpan(height + 1, commit - height - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (described[..height], number)
            : null;
    }
}
