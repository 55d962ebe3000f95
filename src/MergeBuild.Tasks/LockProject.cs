using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>
/// Waits until no other build is at work on the same project and configuration, and keeps the others waiting until
/// <see cref="UnlockProject"/>. What this build then finds up to date was made by the others meanwhile.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class LockProject : ProjectTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Ends the wait.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Frees the cancellation's resources.</summary>
    public void Dispose() => _cancellation.Dispose();

    private protected override void Run(DiagnosticLog diagnostics)
    {
        if (Lock(ProjectLock.Directory, _cancellation.Token) is { } held)
        {
            ProjectLock.Keep(held);
        }
    }
}
