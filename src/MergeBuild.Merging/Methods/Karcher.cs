using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Combinations;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// The Karcher mean: the direction from which the directions of all experts are closest on the sphere, times their mean
/// length. Found by iteration; every step stays among the combinations of the experts, so their dot products are all
/// that it needs of the tensors. Karcher, "Riemannian center of mass and mollifier smoothing", 1977.
/// </summary>
public sealed class Karcher : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "karcher";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.WholeNumber("max_iter") with { Default = 10, Minimum = 1, Maximum = 1_000_000, Summary = "The most steps." },
        ParameterDefinition.Number("tol") with { Default = 1e-5, Minimum = 0, Summary = "The step length at which the iteration ends." },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.None;

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        new TensorCombination(operands, new KarcherMean((int)operands.Parameters["max_iter"], operands.Parameters["tol"]));
}
