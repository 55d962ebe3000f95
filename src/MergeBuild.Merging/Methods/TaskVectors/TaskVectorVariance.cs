using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>The population variance of the experts' task vectors: Σ (δᵢ − mean)² / N.</summary>
internal readonly struct TaskVectorVariance(int expertCount) : IElementFormula
{
    private readonly int _expertCount = expertCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes>
    {
        var share = TLanes.Of(1f / _expertCount);
        var sum = TLanes.Of(0);
        for (var i = 0; i < _expertCount; i++)
        {
            sum += elements[i] - elements.Base;
        }

        var mean = sum * share;
        var squares = TLanes.Of(0);
        for (var i = 0; i < _expertCount; i++)
        {
            var deviation = elements[i] - elements.Base - mean;
            squares += deviation * deviation;
        }

        return squares * share;
    }
}
