using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Competition;

/// <summary>y = base + λ · Σ βᵢwᵢδᵢ / Σ βᵢ over the experts whose βᵢ reaches their threshold; base where none does.</summary>
internal readonly ref struct BalancedSum(Scores scores, ReadOnlySpan<float> thresholds, ReadOnlySpan<float> weights, float lambda) : IElementFormula
{
    private readonly Scores _scores = scores;
    private readonly ReadOnlySpan<float> _thresholds = thresholds;
    private readonly ReadOnlySpan<float> _weights = weights;
    private readonly float _lambda = lambda;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Of(0);
        var (sum, divisor) = (zero, zero);
        for (var i = 0; i < _weights.Length; i++)
        {
            var score = _scores.Of(elements, i);
            score &= TLanes.IsGreaterOrEqual(score, TLanes.Of(_thresholds[i]));
            sum += score * TLanes.Of(_weights[i]) * (elements[i] - elements.Base);
            divisor += score;
        }

        var isKept = TLanes.IsGreater(divisor, zero);
        return elements.Base + (TLanes.Of(_lambda) * (sum / TLanes.Choose(isKept, divisor, TLanes.Of(1))));
    }
}
