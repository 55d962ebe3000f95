using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// The base plus the weighted sum of the task vectors: y = b + λ Σ wᵢ(xᵢ − b). A negative weight negates a task.
/// Ilharco et al., "Editing Models with Task Arithmetic", ICLR 2023 (https://arxiv.org/abs/2212.04089).
/// </summary>
public sealed class TaskArithmetic : MergeMethod, IFixedCoefficients
{
    /// <inheritdoc/>
    public override string Name => "task_arithmetic";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.Weight,
        TaskVectorParameters.Lambda,
        TaskVectorParameters.Normalize(byDefault: false),
        TaskVectorParameters.Int8Mask,
        TaskVectorParameters.Density with { IsWithoutEffect = true },
        TaskVectorParameters.Rescale(byDefault: false) with { IsWithoutEffect = true },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    ImmutableArray<double> IFixedCoefficients.CoefficientsOf(TensorOperands operands) => Sum(operands).SumCoefficients;

    internal override ITensorMerge Prepare(TensorOperands operands) => Sum(operands);

    private static TaskVectorMerge Sum(TensorOperands operands) => new(operands, electsSigns: false, _ => KeepAll.Instance);
}
