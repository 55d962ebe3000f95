using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// y = Σ wᵢxᵢ / d. The sum is divided rather than each weight: a third is no float, and the mean of three numbers that lies
/// halfway between two results would be rounded by the error of the weights.
/// </summary>
internal readonly ref struct WeightedAverage(ReadOnlySpan<float> weights, float divisor) : IElementFormula
{
    private readonly ReadOnlySpan<float> _weights = weights;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> =>
        new WeightedSum(_weights).Evaluate(elements) / TLanes.Of(divisor);
}
