using System.Runtime.Intrinsics;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>The loops over arrays of 16-bit numbers.</summary>
internal static class HalfWidthConversion
{
    public static void Widen<TFormat>(ReadOnlySpan<ushort> source, Span<float> destination)
        where TFormat : struct, IHalfWidthFormat
    {
        var i = 0;
        for (; i <= source.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(source[i..]));
            TFormat.Widen(Vector512.Create(lower, upper)).CopyTo(destination[i..]);
        }

        WidenScalar<TFormat>(source[i..], destination[i..]);
    }

    public static void Narrow<TFormat>(ReadOnlySpan<float> source, Span<ushort> destination)
        where TFormat : struct, IHalfWidthFormat
    {
        var i = 0;
        for (; i <= source.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var narrowed = TFormat.Narrow(Vector512.Create(source[i..]));
            Vector256.Narrow(narrowed.GetLower(), narrowed.GetUpper()).CopyTo(destination[i..]);
        }

        NarrowScalar<TFormat>(source[i..], destination[i..]);
    }

    public static void WidenScalar<TFormat>(ReadOnlySpan<ushort> source, Span<float> destination)
        where TFormat : struct, IHalfWidthFormat
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = TFormat.Widen(source[i]);
        }
    }

    public static void NarrowScalar<TFormat>(ReadOnlySpan<float> source, Span<ushort> destination)
        where TFormat : struct, IHalfWidthFormat
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = TFormat.Narrow(source[i]);
        }
    }
}
