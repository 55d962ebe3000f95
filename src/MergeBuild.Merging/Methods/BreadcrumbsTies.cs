using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Clears the largest and the smallest elements of each task vector, and elects signs among what is left as TIES does.
/// Davari and Belilovsky, "Model Breadcrumbs", ECCV 2024 (https://arxiv.org/abs/2312.06795).
/// </summary>
public sealed class BreadcrumbsTies : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "breadcrumbs_ties";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters => OutlierRemoval.Parameters;

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        new TaskVectorMerge(operands, electsSigns: true, expert => OutlierRemoval.For(operands, expert, TilingOf(operands)));
}
