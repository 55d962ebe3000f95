using System.Collections.Immutable;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Metrics;

namespace MergeBuild.Evaluation.Reports;

/// <summary>How often answers of a confidence are right, of the merge and of the parent that a verdict holds it against.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Parent">The parent.</param>
/// <param name="Merged">The merge's bins.</param>
/// <param name="Other">The parent's bins.</param>
public sealed record ReliabilityCurve(string Suite, string Parent, ImmutableArray<ReliabilityBin> Merged, ImmutableArray<ReliabilityBin> Other)
{
    /// <summary>The curves of the gates whose examples have confidences, in their order.</summary>
    public static ImmutableArray<ReliabilityCurve> Of(ImmutableArray<SuiteGate> gates, GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. gates.Zip(report.Verdicts).Select(pair => (Gate: pair.First, Parent: pair.First.Parents.FirstOrDefault(parent => parent.Name == pair.Second.Parent)))
                .Where(pair => pair.Parent is not null)
                .Select(pair => new ReliabilityCurve(
                    pair.Gate.Suite, pair.Parent!.Name,
                    CalibrationError.Bins(pair.Gate.Merged.Examples), CalibrationError.Bins(pair.Parent.Result.Examples)))
                .Where(curve => curve.Merged.Any(bin => bin.Count > 0) && curve.Other.Any(bin => bin.Count > 0))
                .DistinctBy(curve => (curve.Suite, curve.Parent)),
        ];
    }
}
