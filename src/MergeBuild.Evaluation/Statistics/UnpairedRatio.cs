namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// The ratio of two scores of which only value and standard error are known, by the delta method:
/// (SE_R/R)² = (se₁/x₁)² + (se₂/x₂)². It leaves out that both models met the same examples, and so finds less than a paired test.
/// </summary>
internal static class UnpairedRatio
{
    /// <summary>The method's name in verdicts.</summary>
    public const string Method = "unpaired delta";

    /// <summary>The ratio of the first score to the second; both positive.</summary>
    public static RetentionEstimate Estimate(
        (double Value, double Error) first, (double Value, double Error) second, double threshold, double confidence, int? count)
    {
        var ratio = first.Value / second.Value;
        var error = StandardError(first, second);
        var margin = NormalDistribution.Quantile(confidence) * error;
        var excess = ratio - threshold;
        var statistic = error > 0 ? excess / error : excess == 0 ? 0 : excess > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        return new RetentionEstimate
        {
            Method = Method,
            Retention = ratio,
            Lower = ratio - margin,
            Upper = ratio + margin,
            Confidence = confidence,
            LossProbability = NormalDistribution.Probability(statistic),
            ProofProbability = NormalDistribution.Probability(-statistic),
            Count = count,
        };
    }

    /// <summary>Standard error of the ratio.</summary>
    public static double StandardError((double Value, double Error) first, (double Value, double Error) second)
    {
        var own = first.Error / second.Value;
        var other = first.Value / second.Value * (second.Error / second.Value);
        return Math.Sqrt((own * own) + (other * other));
    }
}
