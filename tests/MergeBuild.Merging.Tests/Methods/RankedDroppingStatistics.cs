using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>What the random numbers of DELLA do on the whole. Bounds are five standard deviations, seeds are fixed.</summary>
public sealed class RankedDroppingStatistics
{
    private const int Rows = 400;
    private const int RowLength = 500;
    private const double Density = 0.4;
    private const double Epsilon = 0.3;

    [Fact]
    public void The_share_kept_is_the_density_overall_and_grows_from_the_smallest_to_the_largest()
    {
        var kept = Kept("layer", "expert");
        var (low, high) = (0, 0);
        for (var row = 0; row < Rows; row++)
        {
            low += kept.Skip(row * RowLength).Take(RowLength / 10).Count(isKept => isKept);
            high += kept.Skip(((row + 1) * RowLength) - (RowLength / 10)).Take(RowLength / 10).Count(isKept => isKept);
        }

        AssertShare(Density, kept.Count(isKept => isKept), kept.Length);

        // The tenth with the smallest magnitudes has probabilities around the lower end, the tenth with the largest around the upper.
        AssertShare(Density - (0.9 * Epsilon), low, Rows * RowLength / 10);
        AssertShare(Density + (0.9 * Epsilon), high, Rows * RowLength / 10);
    }

    [Fact]
    public void Dividing_by_the_probability_keeps_the_sum()
    {
        var delta = Delta();
        var expected = delta.Sum(element => (double)element);

        Drop("layer", "expert", dividesByProbability: true).Apply(delta, 0);

        Assert.Equal(1, delta.Sum(element => (double)element) / expected, 0.02);
    }

    [Theory]
    [InlineData("other layer", "expert")]
    [InlineData("layer", "other expert")]
    public void Tensors_and_experts_are_dropped_independently(string tensor, string model)
    {
        var both = Kept("layer", "expert").Zip(Kept(tensor, model)).Count(pair => pair.First && pair.Second);
        var independent = Enumerable.Range(0, RowLength).Average(rank => Math.Pow(Density - Epsilon + (2 * Epsilon * rank / (RowLength - 1.0)), 2));

        AssertShare(independent, both, Rows * RowLength);
    }

    private static void AssertShare(double expected, int count, int total)
    {
        var deviation = Math.Sqrt(expected * (1 - expected) / total);
        Assert.InRange(count / (double)total, expected - (5 * deviation), expected + (5 * deviation));
    }

    private static bool[] Kept(string tensor, string model)
    {
        var delta = Delta();
        Drop(tensor, model, dividesByProbability: false).Apply(delta, 0);
        return [.. delta.Select(element => element != 0)];
    }

    private static RankDrop Drop(string tensor, string model, bool dividesByProbability) =>
        new(RowLength, Density, Epsilon, new RandomNumbers(7, tensor, model), dividesByProbability);

    // Each row ascends, so that an element's rank is its place.
    private static float[] Delta() => [.. Enumerable.Range(0, Rows * RowLength).Select(i => 1f + (i % RowLength))];
}
