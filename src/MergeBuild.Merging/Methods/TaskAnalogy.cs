using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// "A is to B as C is to the result": y = b + λ(τC + τB − τA), with the experts in the order A, B, C.
/// Ilharco et al., "Editing Models with Task Arithmetic", ICLR 2023 (https://arxiv.org/abs/2212.04089), section 5.
/// </summary>
public sealed class TaskAnalogy : MergeMethod
{
    private const int ExpertCount = 3;

    /// <inheritdoc/>
    public override string Name => "task_analogy";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters => [TaskVectorParameters.Lambda];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override int MinimumExperts => ExpertCount;

    /// <inheritdoc/>
    public override int MaximumExperts => ExpertCount;

    /// <inheritdoc/>
    public override bool OrderMatters => true;

    /// <inheritdoc/>
    public override string? Refuse(TensorOperands operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        return operands.Experts.Length == ExpertCount ? null : "one of the three experts does not have it, and an analogy needs all three";
    }

    internal override ITensorMerge Prepare(TensorOperands operands) => new Analogy((float)operands.Parameters["lambda"]);

    private sealed class Analogy(float lambda) : ITensorMerge
    {
        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new Formula(lambda), block, block.Result);
    }

    internal readonly struct Formula(float lambda) : IElementFormula
    {
        private readonly float _lambda = lambda;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
            where TLanes : struct, ILanes<TLanes>
        {
            // τB − τA is B − A: the base cancels.
            var analogy = (elements[2] - elements.Base) + (elements[1] - elements[0]);
            return elements.Base + (TLanes.Of(_lambda) * analogy);
        }
    }
}
