using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Numerics;

public sealed class FixedOrderSums
{
    private const int Accumulators = 8;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 71), 1000, 16383, 16384];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Dot_products_are_added_in_the_documented_order(int length)
    {
        var (x, y) = (AwkwardFloats.Of(length, length), AwkwardFloats.Of(length, length + 1));
        AssertSameBits(Sum(length, i => (double)x[i] * y[i]), Reductions.Dot(x, y));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Magnitudes_are_added_in_the_documented_order(int length)
    {
        var x = AwkwardFloats.Of(length, length);
        AssertSameBits(Sum(length, i => Math.Abs((double)x[i])), Reductions.Magnitude(x));
    }

    // Element i to accumulator i mod 8, one after the other; then the accumulators in order.
    private static double Sum(int length, Func<int, double> term)
    {
        var sums = new double[Accumulators];
        for (var i = 0; i < length; i++)
        {
            sums[i % Accumulators] += term(i);
        }

        return sums.Aggregate(0.0, (total, sum) => total + sum);
    }

    private static void AssertSameBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
