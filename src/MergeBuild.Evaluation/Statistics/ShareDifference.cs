namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// The difference of two shares of the same examples, by the score test and the interval that inverts it. Unlike Student's t it says
/// something where both models agree on every example. Tango, "Equivalence test and confidence interval for the difference in
/// proportions for the paired-sample design" (1998).
/// </summary>
internal static class ShareDifference
{
    /// <summary>The method's name in reports.</summary>
    public const string Method = "Tango score";

    private const int Halvings = 60;

    /// <summary>First share less second.</summary>
    /// <param name="counts">Of examples, at least one.</param>
    /// <param name="confidence">Of each bound.</param>
    public static DifferenceEstimate Estimate(PairedCounts counts, double confidence)
    {
        var quantile = NormalDistribution.Quantile(confidence);
        return new DifferenceEstimate
        {
            Method = Method,
            Difference = (double)(counts.FirstOnly - counts.SecondOnly) / counts.Count,
            Lower = Invert(counts, quantile),
            Upper = Invert(counts, -quantile),
            Confidence = confidence,
            Count = counts.Count,
        };
    }

    /// <summary>The statistic of the difference Δ, normal where it is true, and falling in Δ.</summary>
    public static double Statistic(PairedCounts counts, double difference)
    {
        var excess = counts.FirstOnly - counts.SecondOnly - (counts.Count * difference);
        var variance = counts.Count * ((2 * ConstrainedShare(counts, difference)) + (difference * (1 - difference)));
        return variance > 0 ? excess / Math.Sqrt(variance)
            : excess == 0 ? 0 : excess > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    /// <summary>The most likely share of examples that the second alone gets right, where the difference is Δ: the root of Tango's quadratic.</summary>
    public static double ConstrainedShare(PairedCounts counts, double difference)
    {
        double n = counts.Count;
        var linear = -counts.FirstOnly - counts.SecondOnly + (((2 * n) - counts.FirstOnly + counts.SecondOnly) * difference);
        var constant = -counts.SecondOnly * difference * (1 - difference);
        return Math.Max(0, (Math.Sqrt(Math.Max(0, (linear * linear) - (8 * n * constant))) - linear) / (4 * n));
    }

    // The difference whose statistic is the quantile, by halving.
    private static double Invert(PairedCounts counts, double quantile)
    {
        var (low, high) = (-1.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Statistic(counts, middle) > quantile ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
