using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>
/// The sparsifier of the DELLA methods. The paper divides each kept element by its own probability of being kept, which
/// keeps its expectation, and is the default; mergekit's rule, one factor for the tensor, is the other.
/// </summary>
internal static class RankedDrop
{
    public static ImmutableArray<ParameterDefinition> Parameters(bool normalizesByDefault) =>
    [
        TaskVectorParameters.Weight,
        TaskVectorParameters.Density,
        ParameterDefinition.ExpertNumber("epsilon") with
        {
            Default = 0.15, Minimum = 0, Maximum = 0.5,
            Summary = "Half the width of the range of probabilities: from density − epsilon for the smallest element of a row to density + epsilon for the largest.",
        },
        TaskVectorParameters.Lambda,
        TaskVectorParameters.Normalize(normalizesByDefault),
        TaskVectorParameters.Rescale(byDefault: true),
        TaskVectorParameters.RescaleRule,
        TaskVectorParameters.Int8Mask,
    ];

    public static string? Refuse(TensorOperands operands) => operands.Experts
        .Where(expert => expert.Parameters["density"] < 1)
        .Where(expert => expert.Parameters["density"] < expert.Parameters["epsilon"] ||
            expert.Parameters["density"] + expert.Parameters["epsilon"] > 1)
        .Select(expert => $"density ± epsilon of '{expert.ModelName}' leaves the range from 0 to 1")
        .FirstOrDefault();

    public static ISparsifier For(TensorOperands operands, ExpertOperand expert, Tiling tiling)
    {
        var density = expert.Parameters["density"];
        if (density >= 1)
        {
            return KeepAll.Instance;
        }

        var rescales = operands.Parameters.IsTrue("rescale");
        var matchesMagnitude = TaskVectorParameters.MatchesMagnitude(operands);
        var drop = new RankDrop(tiling.RowLength, density, expert.Parameters["epsilon"],
            new RandomNumbers(operands.Seed, operands.TensorName, expert.ModelName), rescales && !matchesMagnitude);
        return rescales && matchesMagnitude ? new MagnitudeMatch(drop, tiling) : drop;
    }
}
