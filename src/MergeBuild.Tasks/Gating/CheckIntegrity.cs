using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Gating;

/// <summary>Looks at the weights of the merge next to its parents', or says again what they told, where the merge is the same.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckIntegrity : GateTask
{
    /// <summary>The file that keeps the findings.</summary>
    public string IntegrityFile { get; set; } = "";

    private protected override void Run(DiagnosticLog diagnostics)
    {
        if (!GateIntegrity)
        {
            return;
        }

        using var cores = LeaseCores();
        var path = FullPath(IntegrityFile);
        using var obj = Lock(Path.GetDirectoryName(path)!, Cancellation);
        var report = IntegrityCheck.Run(FullPath(ModelDirectory), Models, path, cores.Count, allowPickle: MergeAllowPickle, cancellation: Cancellation);
        diagnostics.Write([.. report.Diagnostics(IntegrityFile, PlaceOf)]);
    }
}
