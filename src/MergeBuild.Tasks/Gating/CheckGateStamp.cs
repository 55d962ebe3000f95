using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Gating;

/// <summary>
/// Tells whether the last verdicts still hold, in a few file system calls, and if so says again what they said: a warning does not
/// vanish from a build with nothing to do, and a failed gate does not pass the second time.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckGateStamp : GateTask
{
    /// <summary>The file that says what the verdicts depended on.</summary>
    public string GateStampFile { get; set; } = "";

    /// <summary>The file that keeps the verdicts.</summary>
    public string VerdictsFile { get; set; } = "";

    /// <summary>Whether each verdict is reported as a test.</summary>
    public bool IsTest { get; set; }

    /// <summary>Whether the last verdicts hold.</summary>
    [Output]
    public bool IsUpToDate { get; private set; }

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var path = FullPath(GateStampFile);
        var stamp = Stamps.StampFile.Read(path);
        var reason = stamp is null ? "there is no record of earlier verdicts" : stamp.StaleReason(StampedRequest);
        if (reason is not null)
        {
            Say(MessageImportance.Normal, $"The gates are checked because {reason}.");
            File.Delete(path);
            return;
        }

        IsUpToDate = true;
        diagnostics.Write([.. stamp!.Diagnostics.Select(shown => shown.ToDiagnostic()).OfType<Diagnostic>()]);
        if (IsTest)
        {
            WriteTests(VerdictFile.FindGates(FullPath(VerdictsFile)));
        }
    }
}
