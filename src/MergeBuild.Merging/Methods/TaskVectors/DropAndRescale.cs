using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>
/// DARE's sparsifier: drop elements at random and enlarge the rest. The paper divides by the density, which keeps the
/// expectation of every element; mergekit matches the sum of magnitudes of the draw. Both are offered, the paper's by
/// default: it needs no pass over the tensor.
/// </summary>
internal static class DropAndRescale
{
    public static ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.Weight,
        TaskVectorParameters.Density,
        TaskVectorParameters.Lambda,
        TaskVectorParameters.Normalize(byDefault: false),
        TaskVectorParameters.Rescale(byDefault: true),
        TaskVectorParameters.RescaleRule,
        TaskVectorParameters.Int8Mask,
    ];

    public static ISparsifier For(TensorOperands operands, ExpertOperand expert)
    {
        var density = expert.Parameters["density"];
        if (density >= 1)
        {
            return KeepAll.Instance;
        }

        var drop = new RandomDrop(new RandomNumbers(operands.Seed, operands.TensorName, expert.ModelName), density);
        if (!operands.Parameters.IsTrue("rescale") || density == 0)
        {
            return drop;
        }

        return TaskVectorParameters.MatchesMagnitude(operands) ? new MagnitudeMatch(drop, Tiling.Flat(operands.Shape)) : new ConstantFactor(drop, 1 / density);
    }
}
