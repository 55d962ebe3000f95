using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Gating;

/// <summary>Puts the suites to the merge, once all baselines are what they must be; results go to the cache.</summary>
[MSBuildMultiThreadableTask]
public sealed class EvaluateModel : GateTask
{
    private protected override void Run(DiagnosticLog diagnostics)
    {
        using var cores = LeaseCores();
        var gate = Gate(ReadSuites(), cores.Count);
        _ = gate.Evaluate(Cancellation);
    }
}
