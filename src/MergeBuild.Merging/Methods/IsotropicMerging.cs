using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Matrices;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Isotropic merging in the common subspace (Iso-C): with the sum of the task vectors Σ wᵢδᵢ = UΣVᵀ, y = b + λ·σ̄·UVᵀ,
/// where σ̄ is the mean singular value, so that no task's directions drown in another's. Tensors that are not matrices:
/// y = b + λ · mean wᵢδᵢ. Marczak et al., "No Task Left Behind", ICML 2025 (https://arxiv.org/abs/2502.04959).
/// The singular vectors of the value zero are arbitrary and are left out; σ̄ is the mean over all min(rows, columns).
/// </summary>
public sealed class IsotropicMerging : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "iso_c";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.OptionalWeight,
        TaskVectorParameters.Lambda,
        MatrixParameters.AsMatrix,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override bool NeedsWhole(TensorOperands operands) => MatrixParameters.IsMatrix(operands);

    internal override ITensorMerge Prepare(TensorOperands operands) => MatrixMerge.Of(operands, new Isotropy());
}
