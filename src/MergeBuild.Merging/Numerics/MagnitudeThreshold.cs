namespace MergeBuild.Merging.Numerics;

/// <summary>Keeps or clears the largest elements of a run: those beyond a threshold, and some of those that equal it.</summary>
internal static unsafe class MagnitudeThreshold
{
    /// <summary>Clears all but the elements above the threshold and the first few that equal it.</summary>
    public static void KeepLargest(Span<float> elements, float threshold, long equalsKept)
    {
        if (equalsKept is > 0 and < long.MaxValue)
        {
            SplitEquals(elements, threshold, equalsKept, keepsLargest: true);
        }
        else
        {
            Split(elements, Limit(threshold, equalsKept), keepsLargest: true);
        }
    }

    /// <summary>Clears the elements above the threshold and the first few that equal it.</summary>
    public static void ClearLargest(Span<float> elements, float threshold, long equalsCleared)
    {
        if (equalsCleared is > 0 and < long.MaxValue)
        {
            SplitEquals(elements, threshold, equalsCleared, keepsLargest: false);
        }
        else
        {
            Split(elements, Limit(threshold, equalsCleared), keepsLargest: false);
        }
    }

    /// <summary>One kind of lanes alone, as far as they go; returns how many elements were looked at.</summary>
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

    private static void Split(Span<float> elements, float limit, bool keepsLargest)
    {
        var done = Split<VectorLanes>(elements, limit, keepsLargest);
        Split<ScalarLanes>(elements[done..], limit, keepsLargest);
    }

    // Either all elements that equal the threshold count as large, or none.
    private static float Limit(float threshold, long equals) => equals == 0 ? MathF.BitIncrement(threshold) : threshold;

    private static void SplitEquals(Span<float> elements, float threshold, long equals, bool keepsLargest)
    {
        for (var i = 0; i < elements.Length; i++)
        {
            var magnitude = MathF.Abs(elements[i]);
            var isLarge = magnitude > threshold || (magnitude == threshold && equals-- > 0);
            elements[i] = isLarge == keepsLargest ? elements[i] : 0;
        }
    }
}
