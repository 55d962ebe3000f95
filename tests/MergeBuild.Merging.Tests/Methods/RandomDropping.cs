using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Methods;

public sealed class RandomDropping
{
    private const int Elements = 200_000;

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void The_share_that_is_kept_is_the_density(double density)
    {
        // Six standard deviations: of a million fair draws not one is expected beyond.
        var bound = 6 * Math.Sqrt(density * (1 - density) / Elements);
        for (var seed = 0ul; seed < 5; seed++)
        {
            Assert.InRange(Mask(seed, "tensor", "model", density).Average(), density - bound, density + bound);
        }
    }

    [Fact]
    public void Density_0_keeps_nothing_and_1_everything()
    {
        Assert.All(Mask(0, "tensor", "model", 0), kept => Assert.Equal(0, kept));
        Assert.All(Mask(0, "tensor", "model", 1), kept => Assert.Equal(1, kept));
    }

    [Fact]
    public void A_higher_density_keeps_all_that_a_lower_one_does()
    {
        var (few, many) = (Mask(3, "tensor", "model", 0.2), Mask(3, "tensor", "model", 0.7));
        Assert.All(few.Zip(many), pair => Assert.True(pair.First <= pair.Second));
    }

    [Theory]
    [InlineData(1, "tensor", "model")]
    [InlineData(0, "tensor2", "model")]
    [InlineData(0, "tensor", "model#2")]
    public void Another_seed_tensor_or_parent_draws_independently(ulong seed, string tensor, string model)
    {
        var correlation = Correlation(Mask(0, "tensor", "model", 0.5), Mask(seed, tensor, model, 0.5));
        Assert.InRange(correlation, -6 / Math.Sqrt(Elements), 6 / Math.Sqrt(Elements));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(1000)]
    public void Elements_draw_independently_of_their_neighbours(int distance)
    {
        var mask = Mask(9, "tensor", "model", 0.5);
        var correlation = Correlation(mask[distance..], mask[..^distance]);
        Assert.InRange(correlation, -6 / Math.Sqrt(Elements), 6 / Math.Sqrt(Elements));
    }

    [Fact]
    public void Any_range_of_elements_can_be_drawn_alone()
    {
        var whole = Mask(4, "tensor", "model", 0.5);
        var drop = Drop(4, "tensor", "model", 0.5);
        foreach (var (start, length) in new[] { (0, 1), (1, 1), (3, 9), (5, 2), (16384, 100), (99_999, 37) })
        {
            var part = Ones(length);
            drop.Apply(part, start);
            Assert.Equal(whole[start..(start + length)], part);
        }
    }

    private static float[] Mask(ulong seed, string tensor, string model, double density)
    {
        var elements = Ones(Elements);
        Drop(seed, tensor, model, density).Apply(elements, 0);
        return elements;
    }

    private static RandomDrop Drop(ulong seed, string tensor, string model, double density) =>
        new(new RandomNumbers(seed, tensor, model), density);

    private static float[] Ones(int length)
    {
        var ones = new float[length];
        ones.AsSpan().Fill(1);
        return ones;
    }

    private static double Correlation(float[] x, float[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var covariance = x.Zip(y, (a, b) => ((double)a - meanX) * (b - meanY)).Sum();
        return covariance / Math.Sqrt(x.Sum(a => Math.Pow(a - meanX, 2)) * y.Sum(b => Math.Pow(b - meanY, 2)));
    }
}
