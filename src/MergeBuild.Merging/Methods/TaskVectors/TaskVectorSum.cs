using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>y = base + scale · Σ wᵢδᵢ.</summary>
internal readonly ref struct TaskVectorSum(ReadOnlySpan<float> weights, float scale, TaskVectors deltas = default) : IElementFormula
{
    private readonly ReadOnlySpan<float> _weights = weights;
    private readonly float _scale = scale;
    private readonly TaskVectors _deltas = deltas;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes>
    {
        var baseElements = elements.Base;
        var sum = TLanes.Of(_weights[0]) * _deltas.Of(elements, baseElements, 0);
        for (var i = 1; i < _weights.Length; i++)
        {
            sum += TLanes.Of(_weights[i]) * _deltas.Of(elements, baseElements, i);
        }

        return baseElements + (TLanes.Of(_scale) * sum);
    }
}
