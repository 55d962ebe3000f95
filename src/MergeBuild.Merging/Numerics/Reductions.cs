using System.Runtime.Intrinsics;

namespace MergeBuild.Merging.Numerics;

/// <summary>
/// Sums in float64 over a unit. Element i goes to accumulator i mod 8 whatever the machine's registers are, and the
/// eight are added in a fixed order, so that the sum has the same bits everywhere.
/// </summary>
internal static class Reductions
{
    private const int Accumulators = 8;

    /// <summary>Σ xᵢ·yᵢ. Each product of two float32 is exact in float64.</summary>
    public static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sums = Vector512<double>.Zero;
        var i = 0;
        for (; i <= x.Length - Accumulators; i += Accumulators)
        {
            sums += Widen(x[i..]) * Widen(y[i..]);
        }

        var tail = Vector512<double>.Zero;
        for (var lane = 0; i < x.Length; i++, lane++)
        {
            tail = tail.WithElement(lane, (double)x[i] * y[i]);
        }

        return AddUp(sums + tail);
    }

    /// <summary>Σ |xᵢ|.</summary>
    public static double Magnitude(ReadOnlySpan<float> x)
    {
        var sums = Vector512<double>.Zero;
        var i = 0;
        for (; i <= x.Length - Accumulators; i += Accumulators)
        {
            sums += Vector512.Abs(Widen(x[i..]));
        }

        var tail = Vector512<double>.Zero;
        for (var lane = 0; i < x.Length; i++, lane++)
        {
            tail = tail.WithElement(lane, Math.Abs((double)x[i]));
        }

        return AddUp(sums + tail);
    }

    /// <summary>Σ xᵢ.</summary>
    public static double Sum(ReadOnlySpan<float> x)
    {
        var sums = Vector512<double>.Zero;
        var i = 0;
        for (; i <= x.Length - Accumulators; i += Accumulators)
        {
            sums += Widen(x[i..]);
        }

        var tail = Vector512<double>.Zero;
        for (var lane = 0; i < x.Length; i++, lane++)
        {
            tail = tail.WithElement(lane, x[i]);
        }

        return AddUp(sums + tail);
    }

    /// <summary>Σ xᵢ·yᵢ of float64.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sums = Vector512<double>.Zero;
        var i = 0;
        for (; i <= x.Length - Accumulators; i += Accumulators)
        {
            sums += Vector512.Create(x[i..]) * Vector512.Create(y[i..]);
        }

        var tail = Vector512<double>.Zero;
        for (var lane = 0; i < x.Length; i++, lane++)
        {
            tail = tail.WithElement(lane, x[i] * y[i]);
        }

        return AddUp(sums + tail);
    }

    private static Vector512<double> Widen(ReadOnlySpan<float> numbers)
    {
        var (lower, upper) = Vector256.Widen(Vector256.Create(numbers));
        return Vector512.Create(lower, upper);
    }

    private static double AddUp(Vector512<double> sums)
    {
        var total = 0.0;
        for (var lane = 0; lane < Accumulators; lane++)
        {
            total += sums[lane];
        }

        return total;
    }
}
