using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Gating;

/// <summary>Refuses suites that are wrong, before a long merge: reads items, examples and settings, and no model.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckSuites : GateTask
{
    private protected override void Run(DiagnosticLog diagnostics)
    {
        var suites = ReadSuites();
        Say(MessageImportance.Low, $"{ProjectName}: {suites.Length} suites are well-formed.");
    }
}
