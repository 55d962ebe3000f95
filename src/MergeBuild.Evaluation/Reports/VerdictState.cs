using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports;

/// <summary>What a verdict means for the build.</summary>
internal enum VerdictState
{
    /// <summary>The policy is met.</summary>
    Passed,

    /// <summary>The examples do not tell, and the policy lets that be.</summary>
    Uncertain,

    /// <summary>The policy asks for proof, or the results cannot be compared: an error, though no loss is shown.</summary>
    NotShown,

    /// <summary>A loss is shown.</summary>
    Lost,
}

/// <summary>States of verdicts, and words for them.</summary>
internal static class VerdictStates
{
    /// <summary>The state: what the outcome says, and whether a note of it is an error.</summary>
    public static VerdictState StateOf(Verdict verdict) => verdict.Outcome switch
    {
        GateOutcome.Fail => VerdictState.Lost,
        _ when verdict.Notes.Any(IsError) => VerdictState.NotShown,
        GateOutcome.Inconclusive => VerdictState.Uncertain,
        _ => VerdictState.Passed,
    };

    /// <summary>The state of the whole: the worst of a verdict, and of a finding in the weights.</summary>
    public static VerdictState StateOf(ReportInput input) => input.Gates.Verdicts.Select(StateOf)
        .Concat(input.Findings.Select(finding => IsError(finding) ? VerdictState.NotShown : VerdictState.Passed))
        .DefaultIfEmpty(VerdictState.Passed).Max();

    /// <summary>Whether a note stops the build; one that this version does not know counts as an error.</summary>
    public static bool IsError(VerdictNote note) => note.Descriptor is null or { Severity: DiagnosticSeverity.Error };

    /// <summary>The state in a word.</summary>
    public static string Word(this VerdictState state) => state switch
    {
        VerdictState.Passed => "pass",
        VerdictState.Uncertain => "uncertain",
        VerdictState.NotShown => "not shown",
        _ => "fail",
    };

    /// <summary>A sign that tells states apart without colour.</summary>
    public static string Sign(this VerdictState state) => state switch
    {
        VerdictState.Passed => "✓",
        VerdictState.Uncertain => "?",
        VerdictState.NotShown => "!",
        _ => "✗",
    };

    /// <summary>The note that decided: the last error, else the last warning, else none.</summary>
    public static VerdictNote? Reason(Verdict verdict) => verdict.Notes.LastOrDefault(IsError) ?? verdict.Notes.LastOrDefault();
}
