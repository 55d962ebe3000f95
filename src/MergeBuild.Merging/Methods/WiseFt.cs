using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// The straight line from the base model to one expert: y = (1 − α)·b + α·x. Between the two lies a model that keeps much
/// of the base's robustness and most of what fine-tuning taught. Wortsman et al., "Robust fine-tuning of zero-shot
/// models", CVPR 2022 (https://arxiv.org/abs/2109.01903).
/// </summary>
public sealed class WiseFt : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "wise_ft";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.Number("alpha") with
        {
            Default = 0.5, Minimum = 0, Maximum = 1, Summary = "How far to go from the base model (0) to the expert (1).",
        },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override int MaximumExperts => 1;

    internal override ITensorMerge Prepare(TensorOperands operands) => new Line(operands.Parameters["alpha"]);

    private sealed class Line(double alpha) : ITensorMerge
    {
        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block) =>
            ElementLoop.Run(new BasePlusExpert((float)(1 - alpha), (float)alpha), block, block.Result);
    }
}
