using MergeBuild.Diagnostics;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>Takes the norms of all task vectors, which a read budget chooses by; merges nothing.</summary>
[MSBuildMultiThreadableTask]
public sealed class AnalyzeParents : MergeTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The property MergeThreads: at most this many threads; unset takes every core that MSBuild lends.</summary>
    public string? MergeThreads { get; set; }

    /// <summary>Stops the analysis; nothing is kept.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Frees the cancellation's resources.</summary>
    public void Dispose() => _cancellation.Dispose();

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var stages = ReadStages();
        if (stages.Length > 1)
        {
            throw DiagnosticTable.ReadBudgetStages.ExceptionAt(Source.Project, stages.Length);
        }

        var name = Path.GetFileNameWithoutExtension(ProjectFile);
        using var cores = new CoreLease(BuildEngine, Threads(MergeThreads));
        var result = NormAnalysis.Run(MergePlanner.Plan(stages[0].Recipe), FullPath(NormsFile), new ReadingOptions
        {
            Threads = cores.Count, Verification = Verification, Progress = new ProgressLog(Log, name), Cancellation = _cancellation.Token,
        });
        Say(MessageImportance.High, $"{name}: {result}; see {FullPath(NormsFile)}");
    }
}
