using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Trim, elect sign, merge: each task vector keeps its elements of largest magnitude, the sign with the larger weighted
/// sum wins at each place, and only the task vectors of that sign are averaged there.
/// Yadav et al., "TIES-Merging", NeurIPS 2023 (https://arxiv.org/abs/2306.01708).
/// </summary>
public sealed class Ties : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "ties";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.Weight,
        TaskVectorParameters.Density,
        TaskVectorParameters.Lambda,
        TaskVectorParameters.Normalize(byDefault: true),
        TaskVectorParameters.Rescale(byDefault: false),
        TaskVectorParameters.Int8Mask,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        new TaskVectorMerge(operands, electsSigns: true, expert =>
        {
            var density = expert.Parameters["density"];
            if (density >= 1)
            {
                return KeepAll.Instance;
            }

            var tiling = TilingOf(operands);
            var trim = new MagnitudeTrim(tiling, density);
            return operands.Parameters.IsTrue("rescale") ? new MagnitudeMatch(trim, tiling) : trim;
        });
}
