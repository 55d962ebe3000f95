using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Tasks.Gating;

/// <summary>Verdicts as lines of a log.</summary>
internal static class GateLines
{
    /// <summary>All suites in one line.</summary>
    public static string Summary(GateReport report)
    {
        int Count(GateOutcome outcome) => report.Verdicts.Count(verdict => verdict.Outcome == outcome);
        var least = report.Summary.LeastRetention is { } retention
            ? $"; least retention {PercentText.Of(retention)} ({report.Summary.WorstSuite})" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Count(GateOutcome.Pass)} passed, {Count(GateOutcome.Fail)} failed, {Count(GateOutcome.Inconclusive)} inconclusive{least}");
    }

    /// <summary>Each verdict in a line, then all of them, in the words of <c>dotnet test</c>: what is inconclusive counts as skipped.</summary>
    public static IEnumerable<string> Tests(string project, GateReport? report)
    {
        var verdicts = report?.Verdicts ?? [];
        int Count(GateOutcome outcome) => verdicts.Count(verdict => verdict.Outcome == outcome);
        var word = Count(GateOutcome.Fail) > 0 ? "Failed!" : "Passed!";
        return verdicts.Select(Test).Append(string.Create(CultureInfo.InvariantCulture,
            $"{word}  - Failed: {Count(GateOutcome.Fail)}, Passed: {Count(GateOutcome.Pass)}, Skipped: {Count(GateOutcome.Inconclusive)}, Total: {verdicts.Length} - {project}"));
    }

    private static string Test(Verdict verdict)
    {
        var word = verdict.Outcome switch { GateOutcome.Pass => "Passed", GateOutcome.Fail => "Failed", _ => "Skipped" };
        var estimate = verdict.Estimate is not { } known ? "the results cannot be compared"
            : $"retention {PercentText.Of(known.Retention)}" +
              (known.IsBounded ? $", from {PercentText.Of(known.Lower!.Value)} to {PercentText.Of(known.Upper!.Value)}" : "") +
              $"; required {PercentText.Of(verdict.Settings.MinimumRetention)}";
        return $"  {word} {verdict.Suite} ({verdict.Parent}): {estimate}";
    }
}
