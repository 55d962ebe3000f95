using MathNet.Numerics.Distributions;

namespace MergeBuild.Evaluation.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>P(Z ≤ <paramref name="value"/>).</summary>
    public static double Probability(double value) => Normal.CDF(0, 1, value);

    /// <summary>The value with P(Z ≤ value) = <paramref name="probability"/>; infinite at 0 and 1.</summary>
    public static double Quantile(double probability) => Normal.InvCDF(0, 1, probability);
}
