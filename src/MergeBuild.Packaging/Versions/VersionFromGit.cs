using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Git;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Versions;

/// <summary>
/// The version of a project that declares none, from the history of its repository. At a version tag it is the tag's.
/// Above a release it is the next patch with a prerelease identifier and the height; above a prerelease it is that with
/// the height. The commit is metadata, which no comparison of versions looks at (https://semver.org, items 9 to 11).
/// </summary>
/// <param name="Version">The version.</param>
/// <param name="Origin">In words, where it comes from.</param>
/// <param name="Commit">The commit, or null outside of a repository.</param>
/// <param name="Warnings">Why it may not be what was expected (MB530x).</param>
public sealed record VersionFromGit(NuGetVersion Version, string Origin, string? Commit, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>What stands before the version in a tag's name, unless the project says otherwise.</summary>
    public const string DefaultTagPrefix = "v";

    /// <summary>The identifiers of versions between releases, unless the project says otherwise.</summary>
    public const string DefaultPrerelease = "alpha.0";

    private static readonly NuGetVersion First = new(0, 0, 0);

    /// <summary>Finds the version.</summary>
    /// <param name="directory">The project's folder.</param>
    /// <param name="tagPrefix">What stands before the version in a tag's name.</param>
    /// <param name="prerelease">The identifiers of versions between releases, with dots between them.</param>
    /// <exception cref="MergeBuildException">The identifiers are none (MB5300).</exception>
    public static VersionFromGit Of(string directory, string tagPrefix = DefaultTagPrefix, string prerelease = DefaultPrerelease)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(tagPrefix);
        if (!NuGetVersion.TryParseStrict($"0.0.0-{prerelease}", out _))
        {
            throw DiagnosticTable.PrereleaseInvalid.Exception(prerelease);
        }

        var head = GitCommand.Run(directory, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
        return head.Succeeded ? At(head.Text, directory, tagPrefix, prerelease) : Without(head, directory, prerelease);
    }

    private static VersionFromGit At(string commit, string directory, string tagPrefix, string prerelease)
    {
        var tag = VersionTag.Nearest(directory, tagPrefix);
        var range = tag is null ? "HEAD" : $"refs/tags/{tag.Name}..HEAD";
        ImmutableArray<Diagnostic> warnings = IsCutOff(directory, tag, range) ? [DiagnosticTable.HistoryShallow.With()] : [];
        if (tag is { Height: 0 })
        {
            return new VersionFromGit(With(tag.Version, tag.Version.ReleaseLabels, commit), $"the tag '{tag.Name}'", commit, warnings);
        }

        var height = tag?.Height ?? long.Parse(GitCommand.Run(directory, "rev-list", "--count", "HEAD").Text, CultureInfo.InvariantCulture);
        var number = height.ToString(CultureInfo.InvariantCulture);
        return tag switch
        {
            null => new(With(First, [.. prerelease.Split('.'), number], commit), $"{number} commits without a tag '{tagPrefix}*' that names a version", commit, warnings),
            { Version.IsPrerelease: true } => new(With(tag.Version, [.. tag.Version.ReleaseLabels, number], commit), Above(), commit, warnings),
            _ => new(With(NextPatch(tag.Version), [.. prerelease.Split('.'), number], commit), Above(), commit, warnings),
        };

        string Above() => $"{number} commits above the tag '{tag!.Name}'";
    }

    private static VersionFromGit Without(GitOutput head, string directory, string prerelease)
    {
        var inRepository = !head.IsMissing && GitCommand.Run(directory, "rev-parse", "--git-dir") is { Succeeded: true };
        var reason = head.IsMissing ? $"git cannot be run: {head.Error}"
            : inRepository ? "the repository has no commit yet"
            : GitCommand.Run(directory, "rev-parse", "--git-dir").Error.Contains("dubious ownership", StringComparison.Ordinal)
                ? "git does not read the repository, since another user owns it (see 'safe.directory' in git's documentation)"
            : "the project lies in no git repository";
        return new VersionFromGit(
            With(First, [.. prerelease.Split('.'), "0"], null), reason, null, [DiagnosticTable.VersionUnknown.With(reason)]);
    }

    // Whether commits that count are missing from the clone.
    private static bool IsCutOff(string directory, VersionTag? tag, string range)
    {
        if (tag is { Height: 0 } || GitCommand.Run(directory, "rev-parse", "--is-shallow-repository").Text != "true")
        {
            return false;
        }

        var list = GitCommand.Run(directory, "rev-parse", "--git-path", "shallow").Text;
        var ends = PhysicalFileSystem.Instance.ReadAllLines(Path.GetFullPath(list, directory)).ToHashSet(StringComparer.Ordinal);
        return GitCommand.Run(directory, "rev-list", range).Lines.Any(ends.Contains);
    }

    private static NuGetVersion NextPatch(NuGetVersion version) => new(version.Major, version.Minor, version.Patch + 1);

    private static NuGetVersion With(NuGetVersion version, IEnumerable<string> labels, string? commit) =>
        new(version.Major, version.Minor, version.Patch, 0, labels, commit);
}
