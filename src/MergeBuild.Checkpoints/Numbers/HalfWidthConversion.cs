using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>The loops over arrays of 16-bit numbers.</summary>
internal static unsafe class HalfWidthConversion
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen<TFormat>(ReadOnlySpan<ushort> source, Span<float> destination)
        where TFormat : struct, IHalfWidthFormat
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, source.Length);
        var i = 0;
        fixed (ushort* from = source)
        fixed (float* to = destination)
        {
            for (; i <= source.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                TFormat.Widen(HalfWidthLanes.Widen(Vector256.Load(from + i))).Store(to + i);
            }
        }

        WidenScalar<TFormat>(source[i..], destination[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow<TFormat>(ReadOnlySpan<float> source, Span<ushort> destination)
        where TFormat : struct, IHalfWidthFormat
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, source.Length);
        var i = 0;
        fixed (float* from = source)
        fixed (ushort* to = destination)
        {
            for (; i <= source.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                HalfWidthLanes.Narrow(TFormat.Narrow(Vector512.Load(from + i))).Store(to + i);
            }
        }

        NarrowScalar<TFormat>(source[i..], destination[i..]);
    }

    /// <summary>
    /// Whether every number is finite: its exponent is not all ones. What overflows or is not a number when it is narrowed
    /// has such an exponent too, so that a result can be checked in the fewest bytes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreFinite(ReadOnlySpan<ushort> numbers, ushort infinity)
    {
        var (largest, i) = (Vector512<ushort>.Zero, 0);
        fixed (ushort* from = numbers)
        {
            for (; i <= numbers.Length - Vector512<ushort>.Count; i += Vector512<ushort>.Count)
            {
                largest = Vector512.Max(largest, Vector512.Load(from + i) & Vector512.Create((ushort)0x7FFF));
            }
        }

        var areFinite = Vector512.LessThanAll(largest, Vector512.Create(infinity));
        for (; i < numbers.Length; i++)
        {
            areFinite &= (numbers[i] & 0x7FFF) < infinity;
        }

        return areFinite;
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
