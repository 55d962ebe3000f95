using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Merging.Numerics;

/// <summary>Keeps or clears the largest elements of a run: those beyond a threshold, and some of those that equal it.</summary>
internal static unsafe class MagnitudeThreshold
{
    /// <summary>Clears all but the elements above the threshold and the first few that equal it.</summary>
    public static void KeepLargest(Span<float> elements, float threshold, long equalsKept)
    {
        Split(elements, threshold, equalsKept, keepsLargest: true);
    }

    /// <summary>Clears the elements above the threshold and the first few that equal it.</summary>
    public static void ClearLargest(Span<float> elements, float threshold, long equalsCleared)
    {
        Split(elements, threshold, equalsCleared, keepsLargest: false);
    }

    /// <summary>One kind of lanes alone, as far as they go; returns how many elements were looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Split<TLanes>(Span<float> elements, float limit, bool keepsLargest)
        where TLanes : struct, ILanes<TLanes>
    {
        var limits = TLanes.Of(limit);
        var zero = TLanes.Of(0);
        var i = 0;
        fixed (float* pointer = elements)
        {
            for (; i + TLanes.Count <= elements.Length; i += TLanes.Count)
            {
                var element = TLanes.Load(pointer + i);
                var isLarge = TLanes.IsGreaterOrEqual(TLanes.Magnitude(element), limits);
                TLanes.Store(keepsLargest ? TLanes.Choose(isLarge, element, zero) : TLanes.Choose(isLarge, zero, element), pointer + i);
            }
        }

        return i;
    }

    /// <summary>
    /// The magnitude from which on elements count as large if all that equal the threshold do, or none; not a number if
    /// some do.
    /// </summary>
    public static float LimitOf(float threshold, long equals) => equals switch
    {
        0 => MathF.BitIncrement(threshold),
        long.MaxValue => threshold,
        _ => float.NaN,
    };

    // The equal ones that count end somewhere: before that place all count, from there on none.
    private static void Split(Span<float> elements, float threshold, long equals, bool keepsLargest)
    {
        var end = equals == 0 ? 0 : equals == long.MaxValue ? elements.Length : EndOfEquals(elements, threshold, equals);
        Split(elements[..end], threshold, keepsLargest);
        Split(elements[end..], MathF.BitIncrement(threshold), keepsLargest);
    }

    private static void Split(Span<float> elements, float limit, bool keepsLargest)
    {
        var done = Split<VectorLanes>(elements, limit, keepsLargest);
        Split<ScalarLanes>(elements[done..], limit, keepsLargest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int EndOfEquals(ReadOnlySpan<float> elements, float threshold, long equals)
    {
        var i = 0;
        for (; i <= elements.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var magnitudes = Vector512.Abs(Vector512.Create(elements[i..]));
            var count = BitOperations.PopCount(Vector512.Equals(magnitudes, Vector512.Create(threshold)).ExtractMostSignificantBits());
            if (count >= equals)
            {
                break;
            }

            equals -= count;
        }

        for (; equals > 0 && i < elements.Length; i++)
        {
            equals -= MathF.Abs(elements[i]) == threshold ? 1 : 0;
        }

        return i;
    }
}
