using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Packaging.Packages;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild sets and reads item lists as arrays.
#pragma warning disable CA1819

/// <summary>Chooses which files of a model go into its package, and writes down where the others are.</summary>
[MSBuildMultiThreadableTask]
public sealed class SelectPackageFiles : ProjectTask
{
    /// <summary>The model directory.</summary>
    [Required]
    public string ModelDirectory { get; set; } = "";

    /// <summary>Its files.</summary>
    [Required]
    public ITaskItem[] ModelFiles { get; set; } = [];

    /// <summary>The property MergePackWeights: auto, always or never.</summary>
    public string? MergePackWeights { get; set; }

    /// <summary>The property MergePackWeightsLimit: bytes of weights beyond which they stay outside.</summary>
    public string? MergePackWeightsLimit { get; set; }

    /// <summary>The property MergeWeightsSource: where weights outside of the package can be had.</summary>
    public string? MergeWeightsSource { get; set; }

    /// <summary>Where the list of the weights outside is written; deleted where there are none.</summary>
    [Required]
    public string OutsideList { get; set; } = "";

    /// <summary>The files that go into the package.</summary>
    [Output]
    public ITaskItem[] PackageFiles { get; private set; } = [];

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var problems = new DiagnosticBag();
        var choice = Value(nameof(MergePackWeights), MergePackWeights, PackWeights.Auto, TryParseChoice, DiagnosticTable.PackWeightsInvalid, problems);
        var limit = Value(nameof(MergePackWeightsLimit), MergePackWeightsLimit, OutsideWeights.UsualLimit, ByteSize.TryParse, DiagnosticTable.PackWeightsLimitInvalid, problems);
        problems.ThrowIfErrors();
        var path = FullPath(OutsideList);
        File.Delete(path);
        var outside = Outside(choice, limit);
        if (outside is not null)
        {
            using var publication = new Publication(PhysicalFileSystem.Instance, Path.GetDirectoryName(path)!);
            publication.Write(Path.GetFileName(path), outside.Bytes());
            publication.Commit();
        }

        PackageFiles = [.. ModelFiles.Where(file => outside?.Files.Contains(Path.GetFileName(file.ItemSpec)) != true)];
    }

    private OutsideWeights? Outside(PackWeights choice, long limit)
    {
        try
        {
            return OutsideWeights.Of(FullPath(ModelDirectory), choice, limit, MergeWeightsSource, ProjectDirectory);
        }
        catch (MergeBuildException exception)
        {
            throw exception.At(Source.Property(nameof(MergeWeightsSource), MergeWeightsSource ?? "").Location ?? Source.Property(nameof(MergePackWeights), MergePackWeights ?? "").Location);
        }
    }

    private static bool TryParseChoice(string text, out PackWeights choice) =>
        Enum.TryParse(text, ignoreCase: true, out choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(text[0]);
}
