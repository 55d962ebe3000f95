using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Versions;

/// <summary>A model that is about to be published, held against the one that was released before it.</summary>
/// <param name="Version">The version that it is published as.</param>
/// <param name="ModelDirectory">The full path of its directory.</param>
/// <param name="Released">Where the released model is, see <see cref="ReleasedModel.Read"/>.</param>
/// <param name="ReleasedVersion">The version that it was released as; null where the place tells.</param>
/// <param name="Policy">What a version that is too low leads to.</param>
/// <param name="TagPrefix">What stands before the version in a tag's name.</param>
public sealed record ReleaseCheck(
    NuGetVersion Version, string ModelDirectory, string Released, NuGetVersion? ReleasedVersion, VersionPolicy Policy, string TagPrefix)
{
    /// <summary>Compares the manifests.</summary>
    /// <param name="folder">Where relative paths and tags start from.</param>
    /// <param name="files">The file system.</param>
    /// <returns>The diagnostic (MB5304, or MB5305 as a warning), or null; with the changes that it stands on.</returns>
    /// <exception cref="MergeBuildException">There is no manifest to compare with (MB5303), it is not valid (MB5041), or its version is not known (MB5311).</exception>
    public (Diagnostic? Problem, ImmutableArray<ManifestChange> Changes) Run(string folder, IFileSystem? files = null)
    {
        var before = ReleasedModel.Read(Released, folder, TagPrefix, files);
        var version = ReleasedVersion ?? before.Version ?? throw DiagnosticTable.ReleasedVersionUnknown.Exception(Released);
        var changes = ManifestComparison.Of(before, ReleasedModel.Read(ModelDirectory, folder, TagPrefix, files));
        return (VersionCheck.Of(Version, version, changes, Policy), changes);
    }
}
