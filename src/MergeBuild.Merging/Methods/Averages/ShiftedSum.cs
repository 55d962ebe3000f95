using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Averages;

/// <summary>y = offset + Σ wᵢxᵢ.</summary>
internal readonly ref struct ShiftedSum(ReadOnlySpan<float> weights, float offset) : IElementFormula
{
    private readonly ReadOnlySpan<float> _weights = weights;
    private readonly float _offset = offset;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Of(_offset);
        for (var i = 0; i < _weights.Length; i++)
        {
            sum += TLanes.Of(_weights[i]) * elements[i];
        }

        return sum;
    }
}
