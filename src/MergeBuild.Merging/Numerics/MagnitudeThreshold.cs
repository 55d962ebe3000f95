namespace MergeBuild.Merging.Numerics;

/// <summary>Clears what is smaller than a threshold.</summary>
internal static unsafe class MagnitudeThreshold
{
    /// <summary>Keeps the elements whose magnitude is at least the threshold and clears the others.</summary>
    public static void Keep(Span<float> elements, float threshold)
    {
        var done = Keep<VectorLanes>(elements, threshold);
        Keep<ScalarLanes>(elements[done..], threshold);
    }

    /// <summary>One kind of lanes alone, as far as they go; returns how many elements were looked at.</summary>
    public static int Keep<TLanes>(Span<float> elements, float threshold)
        where TLanes : struct, ILanes<TLanes>
    {
        var (limit, zero) = (TLanes.Of(threshold), TLanes.Of(0));
        var i = 0;
        fixed (float* pointer = elements)
        {
            for (; i + TLanes.Count <= elements.Length; i += TLanes.Count)
            {
                var element = TLanes.Load(pointer + i);
                TLanes.Store(TLanes.Choose(TLanes.IsGreaterOrEqual(TLanes.Magnitude(element), limit), element, zero), pointer + i);
            }
        }

        return i;
    }
}
