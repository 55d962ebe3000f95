using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>
/// Sign election (Yadav et al., "TIES-Merging", NeurIPS 2023, https://arxiv.org/abs/2306.01708): the sign of Σ vᵢδᵢ,
/// with the votes vᵢ, wins, a sum of zero counting as positive, and only the task vectors whose vᵢδᵢ has that sign are
/// added up. A δ of zero has no sign and never counts. y = base + λ · Σ cᵢδᵢ, divided by the sum of the agreeing
/// weights if normalized.
/// </summary>
internal readonly ref struct SignConsensus(
    ReadOnlySpan<float> votes, ReadOnlySpan<float> coefficients, ReadOnlySpan<float> weights, float lambda, bool normalize,
    TaskVectors deltas = default) : IElementFormula
{
    private readonly ReadOnlySpan<float> _votes = votes;
    private readonly ReadOnlySpan<float> _coefficients = coefficients;
    private readonly bool _votesAreSummed = votes == coefficients;
    private readonly ReadOnlySpan<float> _weights = weights;
    private readonly float _lambda = lambda;
    private readonly bool _normalize = normalize;
    private readonly TaskVectors _deltas = deltas;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Of(0);
        var baseElements = elements.Base;
        var election = zero;
        for (var i = 0; i < _coefficients.Length; i++)
        {
            var vote = TLanes.Of(_votes[i]) * _deltas.Of(elements, baseElements, i);
            elements.Keep(i, vote);
            election += vote;
        }

        // Multiplied with the sign, which is exact, a vote that agrees is positive.
        var sign = TLanes.Choose(TLanes.IsGreaterOrEqual(election, zero), TLanes.Of(1), TLanes.Of(-1));
        var (sum, divisor) = (zero, zero);
        for (var i = 0; i < _coefficients.Length; i++)
        {
            var vote = elements.Kept(i);
            var agrees = TLanes.IsGreater(vote * sign, zero);
            sum += (_votesAreSummed ? vote : TLanes.Of(_coefficients[i]) * _deltas.Of(elements, baseElements, i)) & agrees;
            divisor += TLanes.Of(_weights[i]) & agrees;
        }

        if (_normalize)
        {
            var isNothing = TLanes.IsGreaterOrEqual(zero, TLanes.Magnitude(divisor));
            sum /= TLanes.Choose(isNothing, TLanes.Of(1), divisor);
        }

        return baseElements + (TLanes.Of(_lambda) * sum);
    }
}
