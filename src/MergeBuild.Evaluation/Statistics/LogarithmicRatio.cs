namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// The ratio of the geometric means of two positive quantities whose logarithms are known for the same examples:
/// exp(mean(first − second)), by Student's paired t test of the logarithms.
/// </summary>
internal static class LogarithmicRatio
{
    /// <summary>The method's name in verdicts.</summary>
    public const string Method = "paired t of logarithms";

    /// <summary>The ratio of the first geometric mean to the second.</summary>
    /// <param name="moments">Of both logarithms.</param>
    /// <param name="threshold">The ratio that is tested, positive.</param>
    /// <param name="confidence">Of each bound.</param>
    public static RetentionEstimate Estimate(PairedMoments moments, double threshold, double confidence)
    {
        var freedom = moments.Count - 1;
        var difference = moments.First - moments.Second;
        var error = Math.Sqrt(moments.ContrastVariance(1) / moments.Count);
        var margin = StudentDistribution.Quantile(confidence, freedom) * error;
        var excess = difference - Math.Log(threshold);
        var statistic = error > 0 ? excess / error : excess == 0 ? 0 : excess > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        return new RetentionEstimate
        {
            Method = Method,
            Retention = Math.Exp(difference),
            Lower = Math.Exp(difference - margin),
            Upper = Math.Exp(difference + margin),
            Confidence = confidence,
            LossProbability = StudentDistribution.Probability(statistic, freedom),
            ProofProbability = StudentDistribution.Probability(-statistic, freedom),
            Count = moments.Count,
        };
    }
}
