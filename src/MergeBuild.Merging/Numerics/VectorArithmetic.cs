using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Merging.Numerics;

/// <summary>Sums of multiples of float64 vectors. Each product and each sum is rounded on its own, so all machines agree.</summary>
internal static class VectorArithmetic
{
    /// <summary>y += factor · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        var factors = Vector512.Create(factor);
        var i = 0;
        for (; i <= y.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var sum = Vector512.Create<double>(y[i..]) + (factors * Vector512.Create(x[i..]));
            sum.CopyTo(y[i..]);
        }

        for (; i < y.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }

    /// <summary>Turns two vectors in their plane: (x, y) becomes (cos · x − sin · y, sin · x + cos · y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn(Span<double> x, Span<double> y, double cosine, double sine)
    {
        var (cosines, sines) = (Vector512.Create(cosine), Vector512.Create(sine));
        var i = 0;
        for (; i <= x.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var (a, b) = (Vector512.Create<double>(x[i..]), Vector512.Create<double>(y[i..]));
            ((cosines * a) - (sines * b)).CopyTo(x[i..]);
            ((sines * a) + (cosines * b)).CopyTo(y[i..]);
        }

        for (; i < x.Length; i++)
        {
            var (a, b) = (x[i], y[i]);
            x[i] = (cosine * a) - (sine * b);
            y[i] = (sine * a) + (cosine * b);
        }
    }
}
