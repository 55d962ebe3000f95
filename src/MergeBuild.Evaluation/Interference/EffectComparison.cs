using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Sums;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Interference;

/// <summary>
/// The difference of two results of one suite: by the score test for examples that are right or wrong, by Student's t for other
/// means, and by a paired bootstrap for clusters and for metrics that are no means.
/// </summary>
internal static class EffectComparison
{
    /// <summary>The effect of what the first model has and the second does not.</summary>
    /// <exception cref="MergeBuildException">MB4220 to MB4229: the results or the metric cannot be compared. MB4329: not example by example.</exception>
    public static Effect Of(InterferenceSuite suite, EvaluationResult with, EvaluationResult without, double confidence)
    {
        var settings = new GateSettings { Metric = suite.Metric, HigherIsBetter = suite.HigherIsBetter, Confidence = confidence };
        var other = new ParentResult(without.Model.Name, without);
        var gate = new SuiteGate { Suite = suite.Name, Settings = settings, Merged = with, Parents = [other] };
        var metric = GatedMetric.Of(gate);
        var pairs = Comparability.Check(gate, other, metric, [], reason => DiagnosticTable.ResultsNotComparable.Exception(other.Name, suite.Name, reason));
        var scores = (metric.In(with, $"'{with.Model.Name}'", suite.Name), metric.In(without, $"'{other.Name}'", suite.Name));
        var difference = (pairs is { ClusterCount: >= 2 } ? Estimate(pairs, metric, scores, settings) : null)
            ?? throw DiagnosticTable.BlameMetricUnpaired.Exception(metric.Name, suite.Name);
        return new Effect(scores.Item1.Value!.Value, scores.Item2.Value!.Value, metric.HigherIsBetter ? difference : difference.Negate());
    }

    private static DifferenceEstimate? Estimate(
        ExamplePairs pairs, GatedMetric metric, (MetricResult With, MetricResult Without) scores, GateSettings settings)
    {
        if (MetricSumsCatalog.Find(metric.Name, [.. pairs.First, .. pairs.Second]) is { } sums)
        {
            return PairedRows.Of(pairs, sums) is { } summed ? Bootstrap(summed, sums, settings) : null;
        }

        if (RetentionComparison.Means(pairs, metric, scores) is not { } rows)
        {
            return null;
        }

        if (pairs.IsClustered)
        {
            return Bootstrap(rows, new MeanSums(metric.Name), settings);
        }

        double[] first = [.. pairs.First.Select(example => example.Values[metric.Name])];
        double[] second = [.. pairs.Second.Select(example => example.Values[metric.Name])];
        return PairedCounts.Of(first, second) is { } counts
            ? ShareDifference.Estimate(counts, settings.Confidence)
            : MeanDifference.Estimate(PairedMoments.Of(first, second), settings.Confidence);
    }

    private static DifferenceEstimate? Bootstrap(PairedRows rows, IMetricSums sums, GateSettings settings)
    {
        var distribution = ClusterBootstrap.Run(
            rows.Values, 2 * sums.Width, drawn => sums.Value(drawn[..sums.Width]) - sums.Value(drawn[sums.Width..]), settings.Seed);
        return !distribution.IsDefined ? null : new DifferenceEstimate
        {
            Method = rows.Clusters < rows.Count ? "paired bootstrap of clusters" : "paired bootstrap",
            Difference = distribution.Estimate,
            Lower = distribution.Bound(1 - settings.Confidence),
            Upper = distribution.Bound(settings.Confidence),
            Confidence = settings.Confidence,
            Count = rows.Clusters,
        };
    }
}
