using System.Globalization;
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
            ? string.Create(CultureInfo.InvariantCulture, $"; least retention {100 * retention:F1} % ({report.Summary.WorstSuite})") : "";
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
            : string.Create(CultureInfo.InvariantCulture, $"retention {100 * known.Retention:F1} %") +
              (known.IsBounded ? string.Create(CultureInfo.InvariantCulture, $", from {100 * known.Lower:F1} to {100 * known.Upper:F1} %") : "") +
              string.Create(CultureInfo.InvariantCulture, $"; required {100 * verdict.Settings.MinimumRetention:F1} %");
        return $"  {word} {verdict.Suite} ({verdict.Parent}): {estimate}";
    }
}
