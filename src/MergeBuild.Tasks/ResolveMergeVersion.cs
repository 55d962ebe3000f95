using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Versions;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>Finds the version of a project that declares none, from the tags and commits of its repository.</summary>
[MSBuildMultiThreadableTask]
public sealed class ResolveMergeVersion : ProjectTask
{
    /// <summary>The property MergeVersionTagPrefix: what stands before the version in a tag's name.</summary>
    public string? MergeVersionTagPrefix { get; set; }

    /// <summary>The property MergeVersionPrerelease: the identifiers of versions between releases.</summary>
    public string? MergeVersionPrerelease { get; set; }

    /// <summary>The version, with the commit as metadata.</summary>
    [Output]
    public string Version { get; private set; } = "";

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var prerelease = string.IsNullOrWhiteSpace(MergeVersionPrerelease) ? VersionFromGit.DefaultPrerelease : MergeVersionPrerelease.Trim();
        try
        {
            var version = VersionFromGit.Of(ProjectDirectory, MergeVersionTagPrefix ?? VersionFromGit.DefaultTagPrefix, prerelease);
            diagnostics.Write(version.Warnings);
            Version = version.Version.ToFullString();
            Say(MessageImportance.High, $"{Path.GetFileNameWithoutExtension(ProjectFile)}: version {Version}, from {version.Origin}");
        }
        catch (MergeBuildException exception)
        {
            throw exception.At(Source.Property(nameof(MergeVersionPrerelease), prerelease).Location);
        }
    }
}
