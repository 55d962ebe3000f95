using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Tests.Statistics;

public sealed class Bootstrap
{
    [Fact]
    public void The_same_seed_gives_the_same_draws_and_another_gives_others()
    {
        var rows = Rows(50, 1);
        var (first, again, other) = (Mean(rows, 7), Mean(rows, 7), Mean(rows, 8));
        Assert.Equal(first.Bound(0.95), again.Bound(0.95));
        Assert.NotEqual(first.Bound(0.95), other.Bound(0.95));
    }

    [Fact]
    public void The_bounds_of_a_mean_are_close_to_those_of_the_t_distribution()
    {
        var rows = Rows(60, 2);
        var mean = rows.Average();
        var error = Math.Sqrt(rows.Sum(row => (row - mean) * (row - mean)) / 59 / 60);
        var distribution = Mean(rows, 1);
        Assert.Equal(mean + (1.6710930 * error), distribution.Bound(0.95), 0.05 * error);
        Assert.Equal(mean - (1.6710930 * error), distribution.Bound(0.05), 0.05 * error);
    }

    [Fact]
    public void The_p_value_of_a_bound_is_the_level_of_the_bound() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), seed =>
        {
            var distribution = Mean(Rows(40, seed), (ulong)seed);
            return Math.Abs(distribution.ProbabilityOfAtLeast(distribution.Bound(0.95)) - 0.05) < 2e-3 &&
                Math.Abs(distribution.ProbabilityOfAtMost(distribution.Bound(0.05)) - 0.05) < 2e-3;
        }));

    [Fact]
    public void Equal_examples_give_one_value_and_no_bias()
    {
        var distribution = Mean([.. Enumerable.Repeat(0.5, 30)], 3);
        Assert.Equal((0.5, 0.5), (distribution.Bound(0.05), distribution.Bound(0.95)));
        Assert.Equal(1, distribution.ProbabilityOfAtLeast(0.4));
        Assert.InRange(distribution.ProbabilityOfAtMost(0.4), 0, 0.002);
    }

    [Fact]
    public void A_statistic_that_a_draw_does_not_have_is_not_defined() =>
        Assert.False(ClusterBootstrap.Run([1, 0, 1, 1], 2, sums => sums[0] / sums[1], 1).IsDefined);

    private static BootstrapDistribution Mean(double[] rows, ulong seed) => ClusterBootstrap.Run(rows, 1, sums => sums[0] / rows.Length, seed);

    private static double[] Rows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble())];
    }
}
