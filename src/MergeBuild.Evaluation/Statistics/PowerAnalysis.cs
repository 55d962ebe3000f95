namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// What a paired test of a ratio can find, by the normal approximation: the mean of m − ρ₀·p is R₁ − ρ₀ times the parent's mean
/// where the true ratio is R₁. Miller, "Adding Error Bars to Evals" (2024), section 5.
/// </summary>
internal static class PowerAnalysis
{
    /// <summary>The power at which "how many examples are needed" is answered.</summary>
    public const double UsualPower = 0.8;

    /// <summary>How many examples find that the ratio is <paramref name="alternative"/>, and not <paramref name="threshold"/>.</summary>
    /// <param name="contrastVariance">Variance of first − threshold · second over examples.</param>
    /// <param name="scale">Mean of the second score, positive.</param>
    /// <param name="threshold">The ratio that is tested.</param>
    /// <param name="alternative">The true ratio.</param>
    /// <param name="confidence">One-sided.</param>
    /// <param name="power">The chance to find it.</param>
    /// <returns>A number of examples; null where none is enough, as both ratios are equal.</returns>
    public static long? ExamplesNeeded(
        double contrastVariance, double scale, double threshold, double alternative, double confidence, double power = UsualPower)
    {
        var effect = scale * Math.Abs(alternative - threshold);
        var quantiles = NormalDistribution.Quantile(confidence) + NormalDistribution.Quantile(power);
        var count = contrastVariance * quantiles * quantiles / (effect * effect);
        return double.IsFinite(count) && count < long.MaxValue / 2 ? (long)Math.Ceiling(count) : null;
    }

    /// <summary>The chance that <paramref name="count"/> examples find it.</summary>
    public static double Power(double contrastVariance, double scale, double threshold, double alternative, double confidence, int count)
    {
        var shift = scale * Math.Abs(alternative - threshold) * Math.Sqrt(count / contrastVariance);
        return NormalDistribution.Probability(shift - NormalDistribution.Quantile(confidence));
    }
}
