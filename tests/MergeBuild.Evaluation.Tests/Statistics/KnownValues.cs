using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Tests.Statistics;

/// <summary>Statistics against tables, published values and values computed by hand.</summary>
public sealed class KnownValues
{
    [Theory]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.975, 1.9599639845400545)]
    [InlineData(0.8, 0.8416212335729143)]
    [InlineData(0.0001, -3.7190164854556804)]
    public void Normal_quantiles_are_those_of_the_tables(double probability, double expected)
    {
        Assert.Equal(expected, NormalDistribution.Quantile(probability), 1e-9);
        Assert.Equal(probability, NormalDistribution.Probability(expected), 1e-12);
    }

    [Theory]
    [InlineData(0.95, 1, 6.313751514675041)]
    [InlineData(0.95, 10, 1.8124611228107335)]
    [InlineData(0.975, 30, 2.0422724563012373)]
    [InlineData(0.025, 120, -1.9799304050824413)]
    public void Student_quantiles_are_those_of_the_tables(double probability, int freedom, double expected)
    {
        Assert.Equal(expected, StudentDistribution.Quantile(probability, freedom), 1e-6);
        Assert.Equal(probability, StudentDistribution.Probability(expected, freedom), 1e-8);
    }

    [Theory]
    [InlineData(500, 60, 90, 350, 0.95, -0.0419)]
    [InlineData(300, 20, 70, 200, 0.90, -1.4881)]
    [InlineData(80, 9, 4, 30, 0.95, 2.4027)]
    public void The_score_statistic_has_its_known_values(int both, int first, int second, int neither, double ratio, double expected) =>
        Assert.Equal(expected, ScoreRatio.Statistic(new PairedCounts(both, first, second, neither), ratio), 5e-5);

    [Fact]
    public void The_shares_behind_the_score_statistic_have_their_known_values()
    {
        var (first, second) = ScoreRatio.Constrained(new PairedCounts(500, 60, 90, 350), 0.95);
        Assert.Equal(0.06021, first, 5e-6);
        Assert.Equal(0.08970, second, 5e-6);
    }

    [Fact]
    public void At_the_ratio_one_the_score_statistic_is_that_of_mc_nemar() =>
        Assert.Equal((9 - 4) / Math.Sqrt(9 + 4), ScoreRatio.Statistic(new PairedCounts(80, 9, 4, 30), 1), 1e-12);

    [Theory]
    [InlineData(500, 60, 90, 350)]
    [InlineData(240, 0, 0, 0)]
    [InlineData(30, 0, 2, 8)]
    [InlineData(0, 3, 20, 17)]
    public void The_bounds_of_the_score_interval_are_the_ratios_that_are_just_not_rejected(int both, int first, int second, int neither)
    {
        var counts = new PairedCounts(both, first, second, neither);
        var estimate = ScoreRatio.Estimate(counts, 0.95, 0.95);
        Assert.Equal(1.6448536269514722, ScoreRatio.Statistic(counts, estimate.Lower!.Value), 1e-6);
        Assert.Equal(-1.6448536269514722, ScoreRatio.Statistic(counts, estimate.Upper!.Value), 1e-6);
        Assert.InRange(estimate.Retention, estimate.Lower.Value, estimate.Upper.Value);
    }

    [Fact]
    public void A_merge_that_gets_nothing_right_has_a_bounded_retention_and_a_parent_that_gets_nothing_right_gives_none()
    {
        var estimate = ScoreRatio.Estimate(new PairedCounts(0, 0, 50, 50), 0.95, 0.95);
        Assert.Equal((0, 0), (estimate.Retention, estimate.Lower));
        Assert.InRange(estimate.Upper!.Value, 0.01, 0.2);
        Assert.False(ScoreRatio.Estimate(new PairedCounts(0, 5, 0, 50), 0.95, 0.95).IsBounded);
    }

    [Theory]
    [InlineData(1, 9, 2 * 11 / 1024.0)] // (1 + 10) of 2^10
    [InlineData(0, 5, 2 / 32.0)]
    [InlineData(4, 4, 1)]
    [InlineData(0, 0, 1)]
    public void Mc_nemar_is_the_two_sided_binomial(int first, int second, double expected) =>
        Assert.Equal(expected, McNemar.TwoSided(new PairedCounts(7, first, second, 7)), 1e-12);

    [Fact]
    public void Mc_nemar_does_not_overflow()
    {
        // The binomial of 100 000 trials is all but normal, with mean 50 000 and variance 25 000.
        var probability = McNemar.FirstIsWorse(new PairedCounts(0, 49_200, 50_800, 0));
        Assert.Equal(NormalDistribution.Probability((49_200.5 - 50_000) / Math.Sqrt(25_000)), probability, 1e-9);
        Assert.True(McNemar.FirstIsWorse(new PairedCounts(0, 1000, 100_000, 0)) < 1e-300);
    }

    [Fact]
    public void Fieller_bounds_solve_the_quadratic_of_hand_computed_moments()
    {
        // First 3 4 5 8, second 2 4 6 8: means 5 and 5, variances 14/3 and 20/3, covariance 16/3. With q² = 1: k = 1/4,
        // (25 − 5/3)ρ² − 2(25 − 4/3)ρ + (25 − 7/6) = 0.
        var moments = PairedMoments.Of([3, 4, 5, 8], [2, 4, 6, 8]);
        var (a, b, c) = (25 - (5.0 / 3), 25 - (4.0 / 3), 25 - (7.0 / 6));
        var root = Math.Sqrt((b * b) - (a * c));
        var (lower, upper) = FiellerRatio.Bounds(moments, 1)!.Value;
        Assert.Equal((b - root) / a, lower, 1e-12);
        Assert.Equal((b + root) / a, upper, 1e-12);

        // At a bound, the statistic is the quantile.
        Assert.Equal(1, FiellerRatio.Statistic(moments, lower), 1e-9);
        Assert.Equal(-1, FiellerRatio.Statistic(moments, upper), 1e-9);
    }

    [Fact]
    public void A_parent_that_cannot_be_told_from_zero_has_no_bounds() =>
        Assert.Null(FiellerRatio.Bounds(PairedMoments.Of([1, -1, 1, 0], [1, -1, 0.5, 0]), 2));

    [Fact]
    public void The_standard_error_of_an_unpaired_ratio_follows_the_delta_method()
    {
        // R = 0.9: (SE/R)² = (0.02/0.54)² + (0.02/0.6)².
        var expected = 0.9 * Math.Sqrt(Math.Pow(0.02 / 0.54, 2) + Math.Pow(0.02 / 0.6, 2));
        Assert.Equal(expected, UnpairedRatio.StandardError((0.54, 0.02), (0.6, 0.02)), 1e-12);
        var estimate = UnpairedRatio.Estimate((0.54, 0.02), (0.6, 0.02), 0.95, 0.95, 600);
        Assert.Equal(0.9 + (1.6448536269514722 * expected), estimate.Upper!.Value, 1e-9);
    }

    [Fact]
    public void A_ratio_of_logarithms_is_that_of_geometric_means()
    {
        var estimate = LogarithmicRatio.Estimate(PairedMoments.Of([-1.1, -2.2, -0.5], [-1, -2, -0.5]), 0.95, 0.95);
        Assert.Equal(Math.Exp(-0.1), estimate.Retention, 1e-12);

        // Differences −0.1, −0.2, 0: standard deviation 0.1, error 0.1/√3, t(2) at 95 % = 2.919986.
        Assert.Equal(Math.Exp(-0.1 - (2.91998558 * 0.1 / Math.Sqrt(3))), estimate.Lower!.Value, 1e-7);
    }

    [Fact]
    public void Holm_multiplies_the_smallest_by_the_number_of_tests_and_stays_in_order() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], HolmCorrection.Adjust([0.01, 0.04, 0.03, 0.005]), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void All_of_several_claims_are_as_sure_as_the_least_sure() => Assert.Equal(0.04, IntersectionUnion.Probability([0.01, 0.04, 0.03]));
}
