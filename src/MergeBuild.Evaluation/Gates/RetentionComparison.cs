using MergeBuild.Evaluation.Gates.Sums;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Chooses the statistical method by what is known of the examples.</summary>
internal static class RetentionComparison
{
    // Its values are logarithms: the ratio is one of geometric means.
    private const string LogarithmicMetric = "answer_logprob";

    // A baseline keeps nine significant digits.
    private const double MeanTolerance = 1e-6;

    /// <summary>
    /// The retention from paired examples; null where the metric is neither the mean of its examples' values nor one whose sums
    /// are known.
    /// </summary>
    public static RetentionEstimate? Paired(ExamplePairs pairs, GatedMetric metric, (MetricResult Merged, MetricResult Parent) scores, GateSettings settings)
    {
        if (MetricSumsCatalog.Find(metric.Name, [.. pairs.First, .. pairs.Second]) is { } sums)
        {
            return PairedRows.Of(pairs, sums) is { } summed ? Bootstrap(summed, sums, metric, settings) : null;
        }

        var mean = new MeanSums(metric.Name);
        if (Means(pairs, metric, scores) is not { } rows)
        {
            return null;
        }

        if (pairs.IsClustered)
        {
            return Bootstrap(rows, mean, metric, settings);
        }

        var (merged, parent) = (Values(pairs.First, metric), Values(pairs.Second, metric));
        var (first, second) = metric.HigherIsBetter ? (merged, parent) : (parent, merged);
        return metric.Name == LogarithmicMetric ? LogarithmicRatio.Estimate(PairedMoments.Of(first, second), settings.MinimumRetention, settings.Confidence)
            : PairedCounts.Of(first, second) is { } counts ? OfShares(counts, settings)
            : FiellerRatio.Estimate(PairedMoments.Of(first, second), settings.MinimumRetention, settings.Confidence);
    }

    /// <summary>Sums of the examples' values; null where the metric is not their mean.</summary>
    public static PairedRows? Means(ExamplePairs pairs, GatedMetric metric, (MetricResult Merged, MetricResult Parent) scores) =>
        PairedRows.Of(pairs, new MeanSums(metric.Name)) is { } rows && IsMean(rows.Mean(0), scores.Merged) && IsMean(rows.Mean(1), scores.Parent) ? rows : null;

    /// <summary>The retention from two scores and their standard errors; null where one of these is not known.</summary>
    public static RetentionEstimate? Unpaired(GatedMetric metric, (MetricResult Merged, MetricResult Parent) scores, GateSettings settings)
    {
        if (scores.Merged.StandardError is not { } mergedError || scores.Parent.StandardError is not { } parentError)
        {
            return null;
        }

        var (merged, parent) = ((scores.Merged.Value!.Value, mergedError), (scores.Parent.Value!.Value, parentError));
        var (first, second) = metric.HigherIsBetter ? (merged, parent) : (parent, merged);
        var estimate = UnpairedRatio.Estimate(first, second, settings.MinimumRetention, settings.Confidence, scores.Merged.Count);
        return second.Item1 > NormalDistribution.Quantile(settings.Confidence) * second.Item2 ? estimate : estimate with { Lower = null, Upper = null };
    }

    private static RetentionEstimate OfShares(PairedCounts counts, GateSettings settings)
    {
        var score = ScoreRatio.Estimate(counts, settings.MinimumRetention, settings.Confidence);
        return settings.MinimumRetention != 1 ? score : score with
        {
            Method = McNemar.Method,
            LossProbability = McNemar.FirstIsWorse(counts),
            ProofProbability = McNemar.FirstIsBetter(counts),
        };
    }

    private static RetentionEstimate Bootstrap(PairedRows rows, IMetricSums sums, GatedMetric metric, GateSettings settings)
    {
        double Retention(double merged, double parent) => metric.Name == LogarithmicMetric ? Math.Exp(merged - parent)
            : metric.HigherIsBetter ? merged / parent : parent / merged;
        var distribution = ClusterBootstrap.Run(
            rows.Values, 2 * sums.Width, drawn => Retention(sums.Value(drawn[..sums.Width]), sums.Value(drawn[sums.Width..])), settings.Seed);
        var defined = distribution.IsDefined;
        return new RetentionEstimate
        {
            Method = rows.Clusters < rows.Count ? "paired bootstrap of clusters" : "paired bootstrap",
            Retention = distribution.Estimate,
            Lower = defined ? distribution.Bound(1 - settings.Confidence) : null,
            Upper = defined ? distribution.Bound(settings.Confidence) : null,
            Confidence = settings.Confidence,
            LossProbability = defined ? distribution.ProbabilityOfAtLeast(settings.MinimumRetention) : 1,
            ProofProbability = defined ? distribution.ProbabilityOfAtMost(settings.MinimumRetention) : 1,
            Count = rows.Count,
            Clusters = rows.Clusters < rows.Count ? rows.Clusters : null,
        };
    }

    private static bool IsMean(double mean, MetricResult metric) => Math.Abs(mean - metric.Value!.Value) <= MeanTolerance * Math.Max(1, Math.Abs(mean));

    private static double[] Values(IEnumerable<ExampleResult> examples, GatedMetric metric) => [.. examples.Select(example => example.Values[metric.Name])];
}
