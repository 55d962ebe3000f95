using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Tests.Statistics;

public sealed class Differences
{
    [Theory]
    [InlineData(36, 12, 2, 0)]
    [InlineData(500, 60, 90, 350)]
    [InlineData(3, 1, 0, 4)]
    [InlineData(10, 0, 7, 20)]
    public void Of_shares_are_bounded_where_a_search_for_the_most_likely_shares_puts_the_score_test(int both, int first, int second, int neither)
    {
        var counts = new PairedCounts(both, first, second, neither);
        var estimate = ShareDifference.Estimate(counts, 0.95);
        Assert.Equal((first - second) / (double)counts.Count, estimate.Difference, 1e-15);
        Assert.Equal(1.6448536269514722, Score(counts, estimate.Lower), 1e-3);
        Assert.Equal(-1.6448536269514722, Score(counts, estimate.Upper), 1e-3);
    }

    [Fact]
    public void Of_models_that_agree_on_every_example_still_have_a_width()
    {
        // With no discordant pair the statistic is −√(nΔ/(1 − Δ)), so that the bound is z²/(n + z²).
        var estimate = ShareDifference.Estimate(new PairedCounts(30, 0, 0, 10), 0.95);
        var square = Math.Pow(1.6448536269514722, 2);
        Assert.Equal(square / (40 + square), estimate.Upper, 1e-9);
        Assert.Equal(-estimate.Upper, estimate.Lower, 1e-9);
        Assert.False(estimate.IsGain || estimate.IsLoss);
    }

    [Fact]
    public void Of_means_are_those_of_student_s_t_on_the_differences()
    {
        // Differences 1, 2, 3, 4: mean 2.5, standard error √(5/3)/2, t(0.95; 3) = 2.3533634348.
        var estimate = MeanDifference.Estimate(PairedMoments.Of([2, 3, 5, 9], [1, 1, 2, 5]), 0.95);
        Assert.Equal((2.5, 2.5 - (2.3533634348018264 * Math.Sqrt(5.0 / 3) / 2)), (estimate.Difference, estimate.Lower), new Near());
        var turned = estimate.Negate();
        Assert.Equal((-estimate.Difference, -estimate.Upper), (turned.Difference, turned.Lower));
        Assert.True(turned.IsLoss);
    }

    // The definition: the shares p₁₂ = q + Δ and p₂₁ = q of the greatest likelihood, found by search, and the variance that they give.
    private static double Score(PairedCounts counts, double difference)
    {
        double Likelihood(double q)
        {
            double Term(int count, double share) => count == 0 ? 0 : share <= 0 ? double.NegativeInfinity : count * Math.Log(share);
            return Term(counts.FirstOnly, q + difference) + Term(counts.SecondOnly, q) + Term(counts.BothRight + counts.BothWrong, 1 - (2 * q) - difference);
        }

        var (low, high) = (Math.Max(0, -difference), (1 - difference) / 2);
        for (var i = 0; i < 200; i++)
        {
            var (a, b) = (low + ((high - low) / 3), high - ((high - low) / 3));
            (low, high) = Likelihood(a) < Likelihood(b) ? (a, high) : (low, b);
        }

        var share = (low + high) / 2;
        var variance = counts.Count * ((2 * share) + difference - (difference * difference));
        return (counts.FirstOnly - counts.SecondOnly - (counts.Count * difference)) / Math.Sqrt(variance);
    }

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-6 && Math.Abs(x.Item2 - y.Item2) < 1e-6;

        public int GetHashCode((double, double) value) => 0;
    }
}
