using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Matrices;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// TSV-Merge: of each task vector wᵢδᵢ = UᵢΣᵢVᵢᵀ the first singular vectors are kept; those of all tasks side by side,
/// U and V, are whitened, that is replaced by the nearest matrices with orthogonal columns, U⊥ and V⊥; and
/// y = b + λ·U⊥ΣV⊥ᵀ. Tensors that are not matrices: y = b + λ · mean wᵢδᵢ.
/// Gargiulo et al., "Task Singular Vectors", CVPR 2025 (https://arxiv.org/abs/2412.00081).
/// Each task keeps ⌊share · min(rows, columns)⌋ vectors, but at least one.
/// </summary>
public sealed class TaskSingularVectors : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "tsv";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.OptionalWeight,
        TaskVectorParameters.Lambda,
        ParameterDefinition.Number("rank_share") with
        {
            Minimum = 0, Maximum = 1, Summary = "The share of the singular vectors that each expert keeps; without it one over the number of experts.",
        },
        MatrixParameters.AsMatrix,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override bool NeedsWhole(TensorOperands operands) => MatrixParameters.IsMatrix(operands);

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        MatrixMerge.Of(operands, new SingularVectorMerge(operands.Parameters["rank_share"]));
}
