using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Averages;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// The weighted average: y = Σ wᵢxᵢ, divided by Σ wᵢ if <c>normalize</c>, and stretched about its mean to the average
/// standard deviation of the experts if <c>preserve_variance</c>.
/// Wortsman et al., "Model soups", ICML 2022 (https://arxiv.org/abs/2203.05482).
/// </summary>
public sealed class Linear : MergeMethod
{
    private const double Negligible = 1e-12;

    /// <inheritdoc/>
    public override string Name => "linear";

    /// <inheritdoc/>
    public override int Version => 2;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.ExpertNumber("weight") with { IsRequired = true, Summary = "The expert's share." },
        ParameterDefinition.Switch("normalize", byDefault: true) with { Summary = "Whether the sum is divided by the sum of the weights." },
        ParameterDefinition.Switch("preserve_variance", byDefault: false) with
        {
            Summary = "Whether each tensor is stretched about its mean to the weighted average of the experts' standard deviations.",
        },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.None;

    /// <inheritdoc/>
    public override string? Refuse(TensorOperands operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        var weights = operands.OfExperts("weight");

        // Weights such as 0.1, 0.2 and -0.3 add up to the rounding of their sum.
        return operands.Parameters.IsTrue("normalize") && Math.Abs(weights.Sum()) <= Negligible * weights.Sum(Math.Abs)
            ? "the weights add up to zero, so their sum cannot be normalized"
            : null;
    }

    internal override ITensorMerge Prepare(TensorOperands operands)
    {
        var weights = operands.OfExperts("weight");
        var divisor = operands.Parameters.IsTrue("normalize") ? weights.Sum() : 1;
        return operands.Parameters.IsTrue("preserve_variance")
            ? new VariancePreservingAverage(TilingOf(operands), [.. weights.Select(weight => weight / divisor)])
            : new Average([.. weights.Select(weight => (float)weight)], (float)divisor);
    }

    private sealed class Average(float[] weights, float divisor) : ITensorMerge
    {
        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new WeightedAverage(weights, divisor), block, block.Result);
    }
}
