using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Drops elements of the task vectors at random, small ones rather than large ones, and elects signs among the rest as TIES does.
/// Deep et al., "DELLA-Merging", 2024 (https://arxiv.org/abs/2406.11617).
/// </summary>
public sealed class Della : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "della";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } = RankedDrop.Parameters(normalizesByDefault: true);

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override string? Refuse(TensorOperands operands) => RankedDrop.Refuse(operands);

    internal override Tiling TilingOf(TensorOperands operands) => Tiling.Rows(operands.Shape);

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        new TaskVectorMerge(operands, electsSigns: true, expert => RankedDrop.For(operands, expert, TilingOf(operands)));
}
