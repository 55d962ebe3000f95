using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Figures of verdicts as people read them; the same in every culture.</summary>
internal static class VerdictText
{
    /// <summary>A score with four significant digits.</summary>
    public static string Score(double? score) => score?.ToString("G4", CultureInfo.InvariantCulture) ?? "no score";

    /// <summary>Retention, bounds, method and number of examples.</summary>
    public static string Estimate(RetentionEstimate estimate)
    {
        var bounds = estimate.IsBounded ? $"from {PercentText.Of(estimate.Lower!.Value)} to {PercentText.Of(estimate.Upper!.Value)} " : "without bounds ";
        var count = string.Create(CultureInfo.InvariantCulture, $"{estimate.Count} examples");
        var clusters = estimate.Clusters is { } number ? string.Create(CultureInfo.InvariantCulture, $" in {number} clusters") : "";
        return $"retention {PercentText.Of(estimate.Retention)}, {bounds}({estimate.Method}, {(estimate.Count is null ? "an unknown number of examples" : count)}{clusters}, " +
            $"each bound at {PercentText.Of(estimate.Confidence)})";
    }

    /// <summary>The reason of a verdict that has an estimate.</summary>
    public static string Reason(Verdict verdict)
    {
        var corrected = verdict.CorrectedLossProbability is { } probability && probability > verdict.Estimate!.LossProbability
            ? string.Create(CultureInfo.InvariantCulture, $"; p {probability:G3} after Holm's correction over all suites")
            : "";
        var needed = verdict.Outcome == GateOutcome.Inconclusive && verdict.ExamplesNeeded is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"; a loss of twice the margin takes about {count} {(verdict.Estimate!.Clusters is null ? "examples" : "clusters")} to find")
            : "";
        return $"{Estimate(verdict.Estimate!)}, required {PercentText.Of(verdict.Settings.MinimumRetention)}; {verdict.Metric} {Score(verdict.MergedScore)}, " +
            $"of the parent {Score(verdict.ParentScore)}{corrected}{needed}";
    }
}
