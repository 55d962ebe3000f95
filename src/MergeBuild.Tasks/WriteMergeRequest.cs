using MergeBuild.Merging.Recipes;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild sets item lists as arrays.
#pragma warning disable CA1819

/// <summary>Writes down what a project asks for, for the <c>mergebuild</c> tool; checks and merges nothing.</summary>
[MSBuildMultiThreadableTask]
public sealed class WriteMergeRequest : MergeTask
{
    /// <summary>The JSON file to write.</summary>
    [Required]
    public string RequestFile { get; set; } = "";

    /// <summary>The EvaluationSuite items.</summary>
    public ITaskItem[] Suites { get; set; } = [];

    /// <summary>The file that keeps what the next merge can take over.</summary>
    public string? LedgerFile { get; set; }

    /// <summary>The folder for files between the project and the model.</summary>
    public string? IntermediateDirectory { get; set; }

    /// <summary>The property MergeStore: a folder of finished tensors that builds on this machine share.</summary>
    public string? MergeStore { get; set; }

    /// <summary>The cache of evaluation results.</summary>
    public string? EvaluationCache { get; set; }

    /// <summary>The committed baselines.</summary>
    public string? BaselineDirectory { get; set; }

    private protected override void Run(DiagnosticLog diagnostics) => ProjectRequestJson.Write(
        Request.WithPlaces(Source, ProjectFile) with
        {
            Suites = [.. Suites.Select(suite => Source.Item("EvaluationSuite", suite))],
            Places = new ProjectPlaces
            {
                Model = Place(ModelDirectory),
                Ledger = Place(LedgerFile),
                Intermediate = Place(IntermediateDirectory),
                Lock = Place(MergeLockFile),
                Store = Place(MergeStore),
                Results = Place(EvaluationCache),
                Baselines = Place(BaselineDirectory),
            },
        },
        FullPath(RequestFile));

    private string? Place(string? path) => string.IsNullOrWhiteSpace(path) ? null : Path.TrimEndingDirectorySeparator(FullPath(path));
}
