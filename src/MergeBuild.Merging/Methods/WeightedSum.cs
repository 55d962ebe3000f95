using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods;

/// <summary>y = Σ wᵢxᵢ.</summary>
internal readonly ref struct WeightedSum(ReadOnlySpan<float> weights) : IElementFormula
{
    private readonly ReadOnlySpan<float> _weights = weights;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Of(_weights[0]) * elements[0];
        for (var i = 1; i < _weights.Length; i++)
        {
            sum += TLanes.Of(_weights[i]) * elements[i];
        }

        return sum;
    }
}
