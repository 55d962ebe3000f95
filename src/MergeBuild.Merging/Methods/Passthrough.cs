using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// The tensor of the only expert, times <c>scale</c> if that is given: y = scale·x. For models stacked from slices of
/// others (Kim et al., "SOLAR 10.7B", https://arxiv.org/abs/2312.15166, and the community's frankenmerges).
/// </summary>
public sealed class Passthrough : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "passthrough";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.ExpertNumber("scale") with { Summary = "A factor for every element; without it elements are copied bit by bit." },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.None;

    /// <inheritdoc/>
    public override int MaximumExperts => 1;

    /// <inheritdoc/>
    public override bool IsIdentity(TensorOperands operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        return double.IsNaN(operands.Experts[0].Parameters["scale"]);
    }

    internal override ITensorMerge Prepare(TensorOperands operands)
    {
        var scale = operands.Experts[0].Parameters["scale"];
        return new Scaling(double.IsNaN(scale) ? 1 : (float)scale);
    }

    private sealed class Scaling(float scale) : ITensorMerge
    {
        private readonly float[] _weights = [scale];

        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new WeightedSum(_weights), block, block.Result);
    }
}
