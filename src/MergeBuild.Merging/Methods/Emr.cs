using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// The unified task vector of EMR-Merging: each element has the sign of Σ wᵢδᵢ and the largest magnitude among the wᵢδᵢ
/// of that sign; where the sum is zero the base stays. y = b + λ · that. The paper adds a mask and a scale for each task
/// at run time; a single model has no place for them. Huang et al., "EMR-Merging", NeurIPS 2024
/// (https://arxiv.org/abs/2405.17461).
/// </summary>
public sealed class Emr : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "emr";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.OptionalWeight,
        TaskVectorParameters.Lambda,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override ITensorMerge Prepare(TensorOperands operands) => new Election(
        [.. operands.OfExperts("weight").Select(weight => (float)weight)], (float)operands.Parameters["lambda"]);

    private sealed class Election(float[] weights, float lambda) : ITensorMerge
    {
        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new Formula(weights, lambda), block, block.Result);
    }

    internal readonly ref struct Formula(ReadOnlySpan<float> weights, float lambda) : IElementFormula
    {
        private readonly ReadOnlySpan<float> _weights = weights;
        private readonly float _lambda = lambda;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
            where TLanes : struct, ILanes<TLanes>
        {
            var zero = TLanes.Of(0);
            var (sum, largest, smallest) = (zero, zero, zero);
            for (var i = 0; i < _weights.Length; i++)
            {
                var delta = TLanes.Of(_weights[i]) * (elements[i] - elements.Base);
                sum += delta;
                largest = TLanes.Choose(TLanes.IsGreater(delta, largest), delta, largest);
                smallest = TLanes.Choose(TLanes.IsGreater(smallest, delta), delta, smallest);
            }

            var elected = (largest & TLanes.IsGreater(sum, zero)) + (smallest & TLanes.IsGreater(zero, sum));
            return elements.Base + (TLanes.Of(_lambda) * elected);
        }
    }
}
