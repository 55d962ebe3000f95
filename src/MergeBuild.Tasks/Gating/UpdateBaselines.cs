using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Gating;

/// <summary>Makes the baselines that are missing or stale, and leaves the others alone.</summary>
[MSBuildMultiThreadableTask]
public sealed class UpdateBaselines : GateTask
{
    /// <summary>Whether the merge is kept as the accepted one, instead of its parents being evaluated.</summary>
    public bool AcceptsMerge { get; set; }

    private protected override void Run(DiagnosticLog diagnostics)
    {
        using var cores = LeaseCores();
        var gate = Gate(ReadSuites(), cores.Count);
        var made = AcceptsMerge ? gate.Accept(Cancellation) : gate.UpdateBaselines(Cancellation);
        foreach (var line in made)
        {
            Say(MessageImportance.High, $"{ProjectName}: {line}");
        }

        Say(MessageImportance.High, $"{ProjectName}: {made.Length} of its baselines changed.");
    }
}
