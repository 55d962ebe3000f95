using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MergeBuild.Merging.Numerics;

/// <summary>
/// Sums in float64 over a unit. Element i goes to accumulator i mod 8 whatever the machine's registers are, and the
/// eight are added in a fixed order, so that the sum has the same bits everywhere.
/// </summary>
internal static class Reductions
{
    private const int Accumulators = 8;

    /// <summary>Σ xᵢ·yᵢ. Each product of two float32 is exact in float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sums = Vector512<double>.Zero;
        var i = 0;
        for (; i <= x.Length - Accumulators; i += Accumulators)
        {
            sums = AddProduct(sums, Widen(x[i..]), Widen(y[i..]));
        }

        return AddUp(AddProduct(sums, Tail(x[i..]), Tail(y[i..])));
    }

    /// <summary>Σ xᵢ·xᵢ, Σ xᵢ·yᵢ and Σ yᵢ·yᵢ in one reading, with the bits of <see cref="Dot(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double First, double Mixed, double Second) Dots(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var (first, mixed, second) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i <= x.Length - Accumulators; i += Accumulators)
        {
            var (a, b) = (Widen(x[i..]), Widen(y[i..]));
            first = AddProduct(first, a, a);
            mixed = AddProduct(mixed, a, b);
            second = AddProduct(second, b, b);
        }

        var (lastX, lastY) = (Tail(x[i..]), Tail(y[i..]));
        return (AddUp(AddProduct(first, lastX, lastX)), AddUp(AddProduct(mixed, lastX, lastY)), AddUp(AddProduct(second, lastY, lastY)));
    }

    /// <summary>Σ xᵢ·zᵢ and Σ yᵢ·zᵢ in one reading, with the bits of <see cref="Dot(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double First, double Second) DotsWith(ReadOnlySpan<float> z, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var (first, second) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i <= z.Length - Accumulators; i += Accumulators)
        {
            var common = Widen(z[i..]);
            first = AddProduct(first, Widen(x[i..]), common);
            second = AddProduct(second, Widen(y[i..]), common);
        }

        var last = Tail(z[i..]);
        return (AddUp(AddProduct(first, Tail(x[i..]), last)), AddUp(AddProduct(second, Tail(y[i..]), last)));
    }

    /// <summary>Σ |xᵢ|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Double(Vector256.Create(numbers));
        }

        var (lower, upper) = Vector256.Widen(Vector256.Create(numbers));
        return Vector512.Create(lower, upper);
    }

    // A product of two float32 is exact in float64, so it does not matter whether it is rounded before it is added.
    private static Vector512<double> AddProduct(Vector512<double> sums, Vector512<double> x, Vector512<double> y) =>
        Vector512.MultiplyAddEstimate(x, y, sums);

    private static Vector512<double> Tail(ReadOnlySpan<float> numbers)
    {
        var tail = Vector512<double>.Zero;
        for (var lane = 0; lane < numbers.Length; lane++)
        {
            tail = tail.WithElement(lane, numbers[lane]);
        }

        return tail;
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
