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

    public static readonly DiagnosticDescriptor ReleaseNotFound = Error(5303,
        "'{0}' gives no manifest to compare with: {1}.",
        "The manifest of the released model is read from a model directory, a merge.manifest.json, a package, or a file in a tag (tag:NAME:PATH).",
        "Correct the path or the tag; fetch tags where the clone has none.");

    private const string TooLow = "The version {0} is too low. {1} was released, and {2}: at least {3} is expected.";
    private const string TooLowCause =
        "Another base, architecture, tokenizer or set of tensors is a major change, other experts, method or parameters a minor one, other bytes of the same recipe a patch.";
    private const string TooLowCure = "Raise Version, or tag a higher one; set MergeVersionPolicy to warn or off to publish it all the same.";

    public static readonly DiagnosticDescriptor VersionTooLow = Error(5304, TooLow, TooLowCause, TooLowCure);

    public static readonly DiagnosticDescriptor VersionLow = Warning(5305, TooLow, TooLowCause, TooLowCure);

    public static readonly DiagnosticDescriptor VersionPolicyInvalid = Error(5306,
        "MergeVersionPolicy is '{0}'; expected enforce, warn or off.", "The property has a value that it cannot have.", "Correct the property.");

    public static readonly DiagnosticDescriptor VersionInvalid = Error(5307,
        "'{0}' of {1} is no version; expected one such as 1.4.0 or 2.0.0-rc.1.",
        "The version of a model follows semantic versioning, as NuGet reads it.", "Correct it.");
}
