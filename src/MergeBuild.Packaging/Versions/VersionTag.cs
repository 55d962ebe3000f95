using System.Globalization;
using MergeBuild.Packaging.Git;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Versions;

/// <summary>The version tag that a commit stands above.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Version">The version that it names.</param>
/// <param name="Height">How many commits lie above it: those that the commit has in its history and the tag has not.</param>
internal sealed record VersionTag(string Name, NuGetVersion Version, long Height)
{
    /// <summary>
    /// Finds it: on each line of history the nearest tag counts, and where lines were merged, the highest of those.
    /// Null where no commit of the history has one.
    /// </summary>
    /// <param name="directory">A folder of the work tree.</param>
    /// <param name="prefix">What stands before the version in a tag's name.</param>
    public static VersionTag? Nearest(string directory, string prefix)
    {
        // The second object is the commit of an annotated tag.
        var listed = GitCommand.Run(directory, "for-each-ref", "--merged=HEAD", "--format=%(refname:strip=2) %(objectname) %(*objectname)", "refs/tags/");
        var tags = listed.Lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => (Name: words[0], Commit: words[^1], Version: VersionOf(words[0], prefix)))
            .Where(tag => tag.Version is not null)
            .ToLookup(tag => tag.Commit, StringComparer.Ordinal);
        if (tags.Count == 0)
        {
            return null;
        }

        // Commits that none of the others has in its history.
        var nearest = GitCommand.Run(directory, ["merge-base", "--independent", .. tags.Select(commit => commit.Key)]).Lines;
        var (name, _, version) = nearest.SelectMany(commit => tags[commit]).MaxBy(tag => tag.Version);
        var height = GitCommand.Run(directory, "rev-list", "--count", $"refs/tags/{name}..HEAD").Text;
        return new VersionTag(name, version!, long.Parse(height, CultureInfo.InvariantCulture));
    }

    /// <summary>The version that a tag names, or null.</summary>
    private static NuGetVersion? VersionOf(string tag, string prefix) =>
        tag.StartsWith(prefix, StringComparison.Ordinal) && NuGetVersion.TryParseStrict(tag[prefix.Length..], out var version) ? version : null;
}
