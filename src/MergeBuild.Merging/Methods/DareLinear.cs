using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Drops elements of the task vectors at random and enlarges the rest, then adds them up as task arithmetic does.
/// Yu et al., "Language Models are Super Mario", ICML 2024 (https://arxiv.org/abs/2311.03099).
/// </summary>
public sealed class DareLinear : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "dare_linear";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters => DropAndRescale.Parameters;

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        new TaskVectorMerge(operands, electsSigns: false, expert => DropAndRescale.For(operands, expert));
}
