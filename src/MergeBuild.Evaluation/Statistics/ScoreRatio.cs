namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// The ratio of two shares of the same examples, by the score test and the interval that inverts it; unlike the Wald form it
/// holds its level on few examples, and where both models agree on all. Nam and Blackwelder, "Analysis of the ratio of marginal
/// probabilities in a matched-pair setting" (2002).
/// </summary>
internal static class ScoreRatio
{
    /// <summary>The method's name in verdicts.</summary>
    public const string Method = "Nam-Blackwelder score";

    // Far beyond any ratio that counts of examples can give.
    private const double SmallestRatio = 1e-9;
    private const double GreatestRatio = 1e9;
    private const int Halvings = 100;

    /// <summary>The ratio of the first share to the second.</summary>
    /// <param name="counts">Of examples; the second gets at least one right.</param>
    /// <param name="threshold">The ratio that is tested, positive.</param>
    /// <param name="confidence">Of each bound.</param>
    public static RetentionEstimate Estimate(PairedCounts counts, double threshold, double confidence)
    {
        var statistic = Statistic(counts, threshold);
        var quantile = NormalDistribution.Quantile(confidence);
        var bounded = counts.Second > 0 && Statistic(counts, GreatestRatio) < -quantile;
        return new RetentionEstimate
        {
            Method = Method,
            Retention = (double)counts.First / counts.Second,
            Lower = !bounded ? null : counts.First == 0 ? 0 : Invert(counts, quantile),
            Upper = bounded ? Invert(counts, -quantile) : null,
            Confidence = confidence,
            LossProbability = NormalDistribution.Probability(statistic),
            ProofProbability = NormalDistribution.Probability(-statistic),
            Count = counts.Count,
            EqualityProbability = McNemar.TwoSided(counts),
        };
    }

    /// <summary>The statistic of the ratio θ, normal where it is true, and falling in θ.</summary>
    public static double Statistic(PairedCounts counts, double ratio)
    {
        double n = counts.Count;
        var (first, second) = (counts.First / n, counts.Second / n);
        var (firstOnly, secondOnly) = Constrained(counts, ratio);
        var difference = first - (ratio * second);
        var variance = ratio * (firstOnly + secondOnly) / n;
        return variance > 0 ? difference / Math.Sqrt(variance)
            : difference == 0 ? 0 : difference > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    /// <summary>The most likely shares of discordant pairs where the ratio is θ.</summary>
    public static (double FirstOnly, double SecondOnly) Constrained(PairedCounts counts, double ratio)
    {
        double n = counts.Count;
        var (first, second, firstOnly, secondOnly) = (counts.First / n, counts.Second / n, counts.FirstOnly / n, counts.SecondOnly / n);
        var square = ratio * ratio;
        var excess = first - (square * second);
        var root = Math.Sqrt((excess * excess) + (4 * square * firstOnly * secondOnly));
        var share = (-first + (square * (second + (2 * firstOnly))) + root) / (2 * ratio * (ratio + 1));
        return (share, (ratio * share) - ((ratio - 1) * (1 - (counts.BothWrong / n))));
    }

    // The ratio whose statistic is the quantile, by halving its logarithm.
    private static double Invert(PairedCounts counts, double quantile)
    {
        var (low, high) = (Math.Log(SmallestRatio), Math.Log(GreatestRatio));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Statistic(counts, Math.Exp(middle)) > quantile ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }
}
