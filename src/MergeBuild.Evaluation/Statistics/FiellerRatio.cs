namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// The ratio R of the means of two scores of the same examples. R = ρ is tested by the mean of first − ρ·second against 0 with
/// Student's t, without a division, and the bounds of R are the values that are just not rejected. Fieller, "Some Problems in
/// Interval Estimation" (1954).
/// </summary>
internal static class FiellerRatio
{
    /// <summary>The method's name in verdicts.</summary>
    public const string Method = "paired Fieller";

    /// <summary>The ratio of the first mean to the second.</summary>
    /// <param name="moments">Of both scores; the second mean is positive.</param>
    /// <param name="threshold">The ratio that is tested.</param>
    /// <param name="confidence">Of each bound.</param>
    public static RetentionEstimate Estimate(PairedMoments moments, double threshold, double confidence)
    {
        var freedom = moments.Count - 1;
        var statistic = Statistic(moments, threshold);
        var bounds = Bounds(moments, StudentDistribution.Quantile(confidence, freedom));
        return new RetentionEstimate
        {
            Method = Method,
            Retention = moments.First / moments.Second,
            Lower = bounds?.Lower,
            Upper = bounds?.Upper,
            Confidence = confidence,
            LossProbability = StudentDistribution.Probability(statistic, freedom),
            ProofProbability = StudentDistribution.Probability(-statistic, freedom),
            Count = moments.Count,
        };
    }

    /// <summary>The t statistic of R = <paramref name="ratio"/>: negative where the sample's R is smaller.</summary>
    public static double Statistic(PairedMoments moments, double ratio)
    {
        var contrast = moments.First - (ratio * moments.Second);
        var error = Math.Sqrt(moments.ContrastVariance(ratio) / moments.Count);
        return error > 0 ? contrast / error : contrast == 0 ? 0 : contrast > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    /// <summary>
    /// Roots of (p̄² − k·S_pp)ρ² − 2(m̄p̄ − k·S_mp)ρ + (m̄² − k·S_mm) = 0 with k = q²/n; null unless p̄² > k·S_pp, when the second mean
    /// cannot be told from zero.
    /// </summary>
    public static (double Lower, double Upper)? Bounds(PairedMoments moments, double quantile)
    {
        var k = quantile * quantile / moments.Count;
        var square = (moments.Second * moments.Second) - (k * moments.SecondVariance);
        if (square <= 0 || moments.Second <= 0)
        {
            return null;
        }

        var linear = (moments.First * moments.Second) - (k * moments.Covariance);
        var constant = (moments.First * moments.First) - (k * moments.FirstVariance);
        var root = Math.Sqrt(Math.Max(0, (linear * linear) - (square * constant)));
        return ((linear - root) / square, (linear + root) / square);
    }
}
