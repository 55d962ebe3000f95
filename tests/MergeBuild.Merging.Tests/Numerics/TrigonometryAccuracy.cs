using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Numerics;

public sealed class TrigonometryAccuracy
{
    private const int Points = 200_000;
    private const double Tolerance = 5e-16;

    [Fact]
    public void Sine_is_that_of_the_system()
    {
        foreach (var x in Grid(0, Math.PI))
        {
            Assert.True(Math.Abs(Math.Sin(x) - Trigonometry.Sin(x)) <= Tolerance, $"sin {x:R}: {Trigonometry.Sin(x):R}");
        }
    }

    [Fact]
    public void Cosine_is_that_of_the_system()
    {
        foreach (var x in Grid(0, Math.PI))
        {
            Assert.True(Math.Abs(Math.Cos(x) - Trigonometry.Cos(x)) <= Tolerance, $"cos {x:R}: {Trigonometry.Cos(x):R}");
        }
    }

    [Fact]
    public void Small_angles_keep_their_relative_accuracy()
    {
        for (var x = 0.5; x > 1e-300; x /= 1.7)
        {
            Assert.True(Math.Abs(Math.Sin(x) - Trigonometry.Sin(x)) <= Tolerance * x, $"sin {x:R}: {Trigonometry.Sin(x):R}");
        }
    }

    // The last bit of a cosine near 1 moves the angle by that bit over the angle's sine; nothing can be closer.
    [Fact]
    public void Arc_cosine_is_that_of_the_system()
    {
        foreach (var x in Grid(-1, 1))
        {
            var expected = Math.Acos(x);
            var tolerance = 2 * Tolerance / Math.Max(1e-8, Math.Sin(expected));
            Assert.True(Math.Abs(expected - Trigonometry.Acos(x)) <= tolerance, $"acos {x:R}: {Trigonometry.Acos(x):R}");
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1.0000000000000002, 0)]
    [InlineData(-1, Math.PI)]
    [InlineData(-1.0000000000000002, Math.PI)]
    public void Cosines_at_and_beyond_the_ends_give_the_ends(double cosine, double angle) => Assert.Equal(angle, Trigonometry.Acos(cosine));

    private static IEnumerable<double> Grid(double from, double to) =>
        Enumerable.Range(0, Points + 1).Select(i => from + ((to - from) * i / Points));
}
