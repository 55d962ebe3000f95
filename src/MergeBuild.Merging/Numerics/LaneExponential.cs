using System.Runtime.CompilerServices;

namespace MergeBuild.Merging.Numerics;

/// <summary>The exponential of a few float32 numbers at once, from additions and multiplications alone.</summary>
internal static class LaneExponential
{
    /// <summary>eˣ for x from -1 to 0: the square of the series for x/2, whose ninth term is below the last bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes FromMinusOneToZero<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var half = x * TLanes.Of(0.5f);
        var sum = TLanes.Of(1f / 40320);
        sum = (sum * half) + TLanes.Of(1f / 5040);
        sum = (sum * half) + TLanes.Of(1f / 720);
        sum = (sum * half) + TLanes.Of(1f / 120);
        sum = (sum * half) + TLanes.Of(1f / 24);
        sum = (sum * half) + TLanes.Of(1f / 6);
        sum = (sum * half) + TLanes.Of(1f / 2);
        sum = (sum * half) + TLanes.Of(1);
        sum = (sum * half) + TLanes.Of(1);
        return sum * sum;
    }
}
