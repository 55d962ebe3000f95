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
    private readonly float _factor = ExactInverse(divisor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> =>
        _factor != 0
            ? new WeightedSum(_weights).Evaluate(elements) * TLanes.Of(_factor)
            : new WeightedSum(_weights).Evaluate(elements) / TLanes.Of(divisor);

    // A division takes as long as all of the rest. The inverse of a power of two is one, too, and the product is rounded
    // as the quotient would be.
    private static float ExactInverse(float divisor) => float.IsPow2(divisor) && float.IsNormal(1 / divisor) ? 1 / divisor : 0;
}
