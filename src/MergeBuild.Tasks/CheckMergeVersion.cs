using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Versions;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;
using NuGet.Versioning;

namespace MergeBuild.Tasks;

/// <summary>Before a package is written: whether its version rises as much as the model changed since the last release.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckMergeVersion : ProjectTask
{
    /// <summary>The version of the package.</summary>
    [Required]
    public string PackageVersion { get; set; } = "";

    /// <summary>The model directory.</summary>
    [Required]
    public string ModelDirectory { get; set; } = "";

    /// <summary>The property MergeVersionPolicy: enforce, warn or off; enforce where it is not set and a released model is.</summary>
    public string? MergeVersionPolicy { get; set; }

    /// <summary>The property MergeReleasedModel: a directory, a manifest, a package, or a file in a tag.</summary>
    public string? MergeReleasedModel { get; set; }

    /// <summary>The property MergeReleasedVersion, for released models that tell none.</summary>
    public string? MergeReleasedVersion { get; set; }

    /// <summary>The property MergeVersionTagPrefix.</summary>
    public string? MergeVersionTagPrefix { get; set; }

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var problems = new DiagnosticBag();
        var policy = Value(nameof(MergeVersionPolicy), MergeVersionPolicy, VersionPolicy.Enforce, TryParsePolicy, DiagnosticTable.VersionPolicyInvalid, problems);
        var released = Value<NuGetVersion?>(nameof(MergeReleasedVersion), MergeReleasedVersion, null, TryParseVersion,
            DiagnosticTable.VersionInvalid, written => [written, nameof(MergeReleasedVersion)], problems);
        problems.ThrowIfErrors();
        if (policy == VersionPolicy.Off)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(MergeReleasedModel))
        {
            throw DiagnosticTable.ReleasedModelMissing.ExceptionAt(Source.Property(nameof(MergeVersionPolicy), MergeVersionPolicy!).Location, MergeVersionPolicy);
        }

        if (!NuGetVersion.TryParse(PackageVersion, out var version))
        {
            throw DiagnosticTable.VersionInvalid.ExceptionAt(Source.Property("Version", PackageVersion).Location, PackageVersion, "Version");
        }

        Check(new ReleaseCheck(version, FullPath(ModelDirectory), MergeReleasedModel.Trim(), released, policy, MergeVersionTagPrefix ?? VersionFromGit.DefaultTagPrefix), diagnostics);
    }

    private void Check(ReleaseCheck check, DiagnosticLog diagnostics)
    {
        try
        {
            var (problem, changes) = check.Run(ProjectDirectory);
            if (problem is not null)
            {
                // Version is what has to rise; where it comes from git, the place of the policy is what the project says about it.
                var place = Source.Property("Version", PackageVersion).Location ?? Source.Property(nameof(MergeReleasedModel), check.Released).Location;
                diagnostics.Write([problem with { Location = place }]);
            }

            foreach (var change in changes)
            {
                Say(MessageImportance.Normal, $"{change.Change.ToString().ToLowerInvariant()}: {change.Subject}: {change.Text}");
            }
        }
        catch (MergeBuildException exception)
        {
            throw exception.At(Source.Property(nameof(MergeReleasedModel), check.Released).Location);
        }
    }

    private static bool TryParsePolicy(string text, out VersionPolicy policy) =>
        Enum.TryParse(text, ignoreCase: true, out policy) && Enum.IsDefined(policy) && !char.IsAsciiDigit(text[0]);

    private static bool TryParseVersion(string text, out NuGetVersion? version) => NuGetVersion.TryParse(text, out version);
}
