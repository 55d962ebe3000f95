using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Combinations;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Spherical interpolation between two experts, or between their task vectors if there is a base model: over the whole
/// tensor, or for each row or column on its own. t = w₂ / (w₁ + w₂).
/// </summary>
public sealed class NuSlerp : MergeMethod
{
    private const double SmallestWeightSum = 1e-6;

    /// <inheritdoc/>
    public override string Name => "nuslerp";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.ExpertNumber("weight") with { IsRequired = true, Summary = "The expert's share; only the ratio of the two counts." },
        ParameterDefinition.Switch("nuslerp_flatten", byDefault: true) with { Summary = "Whether the tensor is taken as one vector." },
        ParameterDefinition.Switch("nuslerp_row_wise", byDefault: false) with
        {
            Summary = "Without flattening: whether the vectors are the columns W[:, j] (true) or the rows W[i, :] (false), as mergekit names it.",
        },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Optional;

    /// <inheritdoc/>
    public override int MinimumExperts => 2;

    /// <inheritdoc/>
    public override int MaximumExperts => 2;

    internal override Tiling TilingOf(TensorOperands operands) =>
        IsFlat(operands) ? Tiling.Flat(operands.Shape) : Tiling.Rows(operands.Shape);

    internal override ITensorMerge Prepare(TensorOperands operands)
    {
        var weights = operands.OfExperts("weight");
        var sum = weights[0] + weights[1];
        var rule = new SphericalRule(Math.Abs(sum) < SmallestWeightSum ? 0.5 : weights[1] / sum);
        var tiling = TilingOf(operands);
        return IsFlat(operands) ? new TensorCombination(operands, rule)
            : operands.Parameters.IsTrue("nuslerp_row_wise") ? new ColumnCombination(operands, tiling, rule)
            : new RowCombination(operands, tiling.RowLength, rule);
    }

    // The columns of a vector would be single numbers; mergekit takes the vector along its only dimension.
    private static bool IsFlat(TensorOperands operands) =>
        operands.Parameters.IsTrue("nuslerp_flatten") || operands.Shape.Length < 2;
}
