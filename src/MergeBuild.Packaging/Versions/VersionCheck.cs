using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Versions;

/// <summary>
/// Whether a version rises enough above the released one (https://semver.org, items 4 to 8). Below 1.0.0, where anything
/// may change, a major change asks for the next minor version, and others for the next patch. Above a prerelease any
/// higher version will do, since none was promised.
/// </summary>
public static class VersionCheck
{
    /// <summary>The lowest version that such a change asks for.</summary>
    public static NuGetVersion Required(NuGetVersion released, VersionChange change)
    {
        ArgumentNullException.ThrowIfNull(released);
        return released.IsPrerelease ? released : (change, released.Major) switch
        {
            (VersionChange.None, _) => released,
            (VersionChange.Major, > 0) => new NuGetVersion(released.Major + 1, 0, 0),
            (VersionChange.Minor, > 0) or (VersionChange.Major, 0) => new NuGetVersion(released.Major, released.Minor + 1, 0),
            _ => new NuGetVersion(released.Major, released.Minor, released.Patch + 1),
        };
    }

    /// <summary>Checks a version against the released one.</summary>
    /// <param name="version">The version of the model that was built.</param>
    /// <param name="released">The version of the last release.</param>
    /// <param name="changes">What changed since, see <see cref="ManifestComparison"/>.</param>
    /// <param name="policy">What a version that is too low leads to.</param>
    /// <returns>The diagnostic (MB5304, or MB5305 as a warning), or null.</returns>
    public static Diagnostic? Of(NuGetVersion version, NuGetVersion released, ImmutableArray<ManifestChange> changes, VersionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(released);
        if (policy == VersionPolicy.Off)
        {
            return null;
        }

        var change = ManifestComparison.Largest(changes);
        var required = Required(released, change);

        // 2.0.0-alpha.1 is below 2.0.0, and on its way there.
        var core = new NuGetVersion(version.Major, version.Minor, version.Patch);
        var isEnough = change == VersionChange.None ? version >= released : version > released && (core >= required || version >= required);
        return isEnough ? null : (policy == VersionPolicy.Enforce ? DiagnosticTable.VersionTooLow : DiagnosticTable.VersionLow).With(
            version.ToNormalizedString(), released.ToNormalizedString(), Reason(changes, change), required.ToNormalizedString());
    }

    private static string Reason(ImmutableArray<ManifestChange> changes, VersionChange change) => change == VersionChange.None
        ? "nothing changed since"
        : $"since then there is a {change.ToString().ToLowerInvariant()} change ({string.Join("; ", changes.Where(found => found.Change == change).Take(3).Select(found => $"{found.Subject}: {found.Text}"))})";
}
