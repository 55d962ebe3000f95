namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// A bootstrap distribution and the bounds that follow from it: bias-corrected and accelerated (Efron, "Better Bootstrap
/// Confidence Intervals", 1987), with normal quantiles widened to √(n/(n − 1))·t(n − 1), since the bootstrap itself is too narrow
/// on few clusters (Hesterberg, "What Teachers Should Know About the Bootstrap", 2015, section 3.2).
/// </summary>
internal sealed class BootstrapDistribution
{
    private readonly double[] _sorted;
    private readonly double _bias;
    private readonly double _acceleration;

    /// <summary>Sorts the draws.</summary>
    /// <param name="draws">Values of the statistic; those that are not finite make <see cref="IsDefined"/> false.</param>
    /// <param name="estimate">The statistic of the sample itself.</param>
    /// <param name="acceleration">How its standard error changes with its value.</param>
    /// <param name="clusters">What was drawn; two or more.</param>
    public BootstrapDistribution(double[] draws, double estimate, double acceleration, int clusters)
    {
        IsDefined = double.IsFinite(estimate) && Array.TrueForAll(draws, double.IsFinite);
        _sorted = [.. draws];
        Array.Sort(_sorted);
        _acceleration = acceleration;
        Estimate = estimate;
        Clusters = clusters;
        var (below, equal) = (Below(estimate), AtMost(estimate) - Below(estimate));
        _bias = NormalDistribution.Quantile(Math.Clamp((below + (equal / 2.0)) / draws.Length, 0.5 / draws.Length, 1 - (0.5 / draws.Length)));
    }

    /// <summary>The statistic of the sample itself.</summary>
    public double Estimate { get; }

    /// <summary>How many clusters were drawn each time.</summary>
    public int Clusters { get; }

    /// <summary>Whether the statistic is defined for the sample and all draws.</summary>
    public bool IsDefined { get; }

    /// <summary>The value that the truth lies below with the given probability.</summary>
    public double Bound(double probability)
    {
        var z = _bias + (StudentDistribution.Quantile(probability, Clusters - 1) * Math.Sqrt(Clusters / (Clusters - 1.0)));
        var share = NormalDistribution.Probability(_bias + Accelerate(z, -_acceleration));
        var place = Math.Clamp((share * (_sorted.Length + 1)) - 1, 0, _sorted.Length - 1);
        var lower = (int)Math.Floor(place);
        return _sorted[lower] + ((place - lower) * (_sorted[Math.Min(lower + 1, _sorted.Length - 1)] - _sorted[lower]));
    }

    /// <summary>P-value of the hypothesis that the truth is <paramref name="threshold"/> or more.</summary>
    public double ProbabilityOfAtLeast(double threshold) => 1 - Level((double)Below(threshold) / (_sorted.Length + 1));

    /// <summary>P-value of the hypothesis that the truth is <paramref name="threshold"/> or less.</summary>
    public double ProbabilityOfAtMost(double threshold) => Level((AtMost(threshold) + 1.0) / (_sorted.Length + 1));

    // The level whose bound lies at a share of the draws: Bound solved for the probability.
    private double Level(double share)
    {
        if (share is <= 0 or >= 1)
        {
            return share <= 0 ? 0 : 1;
        }

        var distance = NormalDistribution.Quantile(share) - _bias;
        var z = Accelerate(distance, _acceleration) - _bias;
        return StudentDistribution.Probability(z * Math.Sqrt((Clusters - 1.0) / Clusters), Clusters - 1);
    }

    // Past the pole, which samples with an extreme outlier reach, the bound is as far out as the draws go.
    private static double Accelerate(double z, double acceleration) =>
        1 + (acceleration * z) is > 0 and var slope ? z / slope : z > 0 ? double.PositiveInfinity : double.NegativeInfinity;

    private int Below(double value) => Count(value, inclusive: false);

    private int AtMost(double value) => Count(value, inclusive: true);

    private int Count(double value, bool inclusive)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var counts = inclusive ? _sorted[middle] <= value : _sorted[middle] < value;
            (low, high) = counts ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
