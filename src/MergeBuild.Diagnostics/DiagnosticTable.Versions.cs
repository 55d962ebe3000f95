namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    public static readonly DiagnosticDescriptor PrereleaseInvalid = Error(5300,
        "MergeVersionPrerelease is '{0}'; expected identifiers of letters, digits and hyphens, with dots between them, such as 'alpha.0'.",
        "The identifiers become a part of a version, and would make it none.", "Correct the property, or leave it out.");

    public static readonly DiagnosticDescriptor VersionUnknown = Warning(5301,
        "The version is 0.0.0 with a prerelease identifier, since the project declares none and {0}.",
        "Without Version, the version comes from tags and commits of the repository, and none can be read.",
        "Set Version in the project, or build in a clone with at least one commit and git at hand.");

    public static readonly DiagnosticDescriptor HistoryShallow = Warning(5302,
        "The clone is shallow and ends above the last version tag, so the version may be too low.",
        "Without Version, the version comes from the nearest tag that begins with the tag prefix; commits and tags beyond the end of a shallow clone are not known.",
        "Fetch the whole history (git fetch --unshallow --tags; fetch-depth: 0 for actions/checkout), or set Version.");
}
