using MergeBuild.Packaging.Hub;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>
/// Brings parents of the Hub into the cache and pins them in the lock file; with all of them there, asks nobody. Not
/// marked as safe for several threads of one process: where the Hub is, and who asks, are variables of the environment.
/// </summary>
public sealed class RestoreParents : MergeTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The property RestoreLockedMode: whether the lock file must stay as it is.</summary>
    public bool LockedMode { get; set; }

    /// <summary>The property RestoreForceEvaluate: whether branches and tags are asked for anew.</summary>
    public bool ForceEvaluate { get; set; }

    /// <summary>Stops the restore; what has been fetched is gone on with by the next.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Frees the cancellation's resources.</summary>
    public void Dispose() => _cancellation.Dispose();

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var request = new RestoreRequest(Request.ReadHubModels(Source, ProjectFile), LockFilePath, LockedMode, ForceEvaluate);
        var options = new HubOptions
        {
            Settings = HubSettings.FromEnvironment(),
            Progress = new ProgressLog(Log, Path.GetFileNameWithoutExtension(ProjectFile)),
        };
        diagnostics.Write(ParentRestore.Run(request, options, _cancellation.Token).Warnings);
    }
}
