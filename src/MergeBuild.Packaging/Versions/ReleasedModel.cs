using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Versions;

/// <summary>A model that was built before, as its manifest tells: in a directory, a package, a file or a tag of the repository.</summary>
public sealed class ReleasedModel
{
    private ReleasedModel(string place, NuGetVersion? version, ComparedManifest manifest) => (Place, Version, Manifest) = (place, version, manifest);

    /// <summary>Where the manifest was found.</summary>
    public string Place { get; }

    /// <summary>The version that it was released as, where the place tells.</summary>
    public NuGetVersion? Version { get; }

    internal ComparedManifest Manifest { get; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="place">
    /// A model directory, a manifest, a package (<c>.nupkg</c>), or <c>tag:NAME:PATH</c>, a file as it is in a tag or commit
    /// of the repository, with the path from the folder.
    /// </param>
    /// <param name="folder">Where relative paths start from.</param>
    /// <param name="tagPrefix">What stands before the version in a tag's name.</param>
    /// <param name="files">The file system.</param>
    /// <exception cref="MergeBuildException">There is no manifest (MB5303), or it is not valid (MB5041).</exception>
    public static ReleasedModel Read(string place, string folder, string tagPrefix = VersionFromGit.DefaultTagPrefix, IFileSystem? files = null)
    {
        var found = FoundManifest.Read(place, folder, tagPrefix, files);
        return new ReleasedModel(place, found.Version, ComparedManifest.Parse(found.Bytes, found.Place));
    }
}
