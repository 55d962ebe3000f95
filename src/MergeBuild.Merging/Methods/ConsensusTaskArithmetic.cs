using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Task arithmetic on the elements that several tasks want. Task t wants an element where |τₜ| ≥ mₜ·|τ − τₜ| with
/// τ = Σ wₜτₜ (its TALL mask); y = b + λτ where at least k tasks want it, else b. Wang et al., "Localizing Task
/// Information for Improved Model Merging and Compression", ICML 2024 (https://arxiv.org/abs/2405.07813).
/// The masks are taken of τ before λ, so that λ can be tuned without changing them.
/// </summary>
public sealed class ConsensusTaskArithmetic : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "consensus_ta";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.OptionalWeight,
        ParameterDefinition.ExpertNumber("mask_lambda") with
        {
            Default = 0.4, Minimum = 0, Summary = "How strict the expert's mask is: larger values want fewer elements. The paper tries 0.2 to 0.6.",
        },
        ParameterDefinition.WholeNumber("k") with
        {
            Default = 2, Minimum = 0, Maximum = 1_000_000,
            Summary = "The fewest experts that must want an element: 0 keeps all, 1 drops what no task wants, 2 also what a single task wants.",
        },
        TaskVectorParameters.Lambda,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override int MinimumExperts => 2;

    internal override ITensorMerge Prepare(TensorOperands operands) => new Consensus(operands);

    private sealed class Consensus(TensorOperands operands) : ITensorMerge
    {
        private readonly float[] _weights = [.. operands.OfExperts("weight").Select(weight => (float)weight)];
        private readonly float[] _strictness = [.. operands.OfExperts("mask_lambda").Select(factor => (float)factor)];
        private readonly float _fewest = (float)operands.Parameters["k"];
        private readonly float _lambda = (float)operands.Parameters["lambda"];

        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block) =>
            ElementLoop.Run(new Formula(_weights, _strictness, _fewest, _lambda), block, block.Result);
    }

    internal readonly ref struct Formula(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> strictness, float fewest, float lambda) : IElementFormula
    {
        private readonly ReadOnlySpan<float> _weights = weights;
        private readonly ReadOnlySpan<float> _strictness = strictness;
        private readonly float _fewest = fewest;
        private readonly float _lambda = lambda;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
            where TLanes : struct, ILanes<TLanes>
        {
            var merged = TLanes.Of(0);
            for (var i = 0; i < _weights.Length; i++)
            {
                merged += TLanes.Of(_weights[i]) * (elements[i] - elements.Base);
            }

            var count = TLanes.Of(0);
            for (var i = 0; i < _weights.Length; i++)
            {
                var delta = elements[i] - elements.Base;
                var others = TLanes.Of(_strictness[i]) * TLanes.Magnitude(merged - delta);
                count += TLanes.Of(1) & TLanes.IsGreaterOrEqual(TLanes.Magnitude(delta), others);
            }

            return elements.Base + ((TLanes.Of(_lambda) * merged) & TLanes.IsGreaterOrEqual(count, TLanes.Of(_fewest)));
        }
    }
}
