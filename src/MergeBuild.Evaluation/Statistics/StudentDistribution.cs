using MathNet.Numerics.Distributions;

namespace MergeBuild.Evaluation.Statistics;

/// <summary>Student's t distribution.</summary>
internal static class StudentDistribution
{
    /// <summary>P(T ≤ <paramref name="value"/>) with the given degrees of freedom.</summary>
    public static double Probability(double value, int degreesOfFreedom) =>
        double.IsInfinity(value) ? (value > 0 ? 1 : 0) : StudentT.CDF(0, 1, degreesOfFreedom, value);

    /// <summary>The value with P(T ≤ value) = <paramref name="probability"/>, which lies between 0 and 1.</summary>
    public static double Quantile(double probability, int degreesOfFreedom) => StudentT.InvCDF(0, 1, degreesOfFreedom, probability);
}
