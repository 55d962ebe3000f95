using System.Collections.Immutable;
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
    private const string Rule = "rescale_rule";

    public static ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.Weight,
        TaskVectorParameters.Density,
        TaskVectorParameters.Lambda,
        TaskVectorParameters.Normalize(byDefault: false),
        TaskVectorParameters.Rescale(byDefault: true),
        ParameterDefinition.Choice(Rule, TaskVectorParameters.InverseDensity, TaskVectorParameters.MatchMagnitude) with
        {
            Summary = "How kept elements are enlarged: divided by the density, or so that the sum of magnitudes stays.",
        },
        TaskVectorParameters.Int8Mask,
    ];

    public static ISparsifier For(TensorOperands operands, ExpertOperand expert)
    {
        var density = expert.Parameters["density"];
        if (density >= 1)
        {
            return KeepAll.Instance;
        }

        var drop = new RandomDrop(new RandomMask(operands.Seed, operands.TensorName, expert.ModelName, density));
        if (!operands.Parameters.IsTrue("rescale") || density == 0)
        {
            return drop;
        }

        var matchesMagnitude = operands.Parameters.IsTrue(Rule);
        return matchesMagnitude ? new MagnitudeMatch(drop, operands.ElementCount) : new ConstantFactor(drop, 1 / density);
    }
}
