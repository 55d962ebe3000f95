using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Clears the largest and the smallest elements of each task vector, and adds up what is left as task arithmetic does.
/// Davari and Belilovsky, "Model Breadcrumbs", ECCV 2024 (https://arxiv.org/abs/2312.06795).
/// </summary>
public sealed class Breadcrumbs : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "breadcrumbs";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters => OutlierRemoval.Parameters;

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        new TaskVectorMerge(operands, electsSigns: false, expert => OutlierRemoval.For(operands, expert, TilingOf(operands)));
}
