using System.Collections.Immutable;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>What a method knows of a tensor before it sees the elements.</summary>
/// <param name="TensorName">The tensor's name in the result.</param>
/// <param name="Shape">The result's dimensions; operands are read in this shape.</param>
/// <param name="Seed">The recipe's seed.</param>
/// <param name="HasBase">Whether there is a base model's tensor to compute relative to.</param>
/// <param name="Parameters">The values of the parameters that hold for all experts.</param>
/// <param name="Experts">The experts that have the tensor, in the order of their names where the method treats them alike, else of the recipe.</param>
public sealed record TensorOperands(
    string TensorName, ImmutableArray<long> Shape, ulong Seed, bool HasBase, ParameterValues Parameters, ImmutableArray<ExpertOperand> Experts)
{
    /// <summary>The product of the dimensions.</summary>
    public long ElementCount => Shape.Aggregate(1L, (count, dimension) => count * dimension);

    /// <summary>A parameter of each expert.</summary>
    internal double[] OfExperts(string parameter) => [.. Experts.Select(expert => expert.Parameters[parameter])];
}
