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
        Log.LogMessage(MessageImportance.Low, "{0}: {1} suites are well-formed.", ProjectName, suites.Length);
    }
}
