using System.Collections.Immutable;

namespace MergeBuild.Merging.Budget;

/// <summary>
/// What a read budget leaves out of a merge, and by how much the result can differ for it. Bounds are Euclidean norms
/// over the weights, before rounding into the output's type: for each block the sum of |cᵢ|·‖δᵢ‖ of the experts that are
/// left out of it, and over blocks the root of the sum of squares.
/// </summary>
/// <param name="ReadBudget">The most bytes that may be read.</param>
/// <param name="BytesRequested">The bytes that a merge of everything reads for it.</param>
/// <param name="Experts">What is left out of each expert, in the order of the recipe's models.</param>
/// <param name="Tensors">What is left out of each tensor from which anything is, in the order of the plan.</param>
/// <param name="Bound">The bound over all tensors.</param>
/// <param name="BoundOfAll">The bound if every expert were left out of every block.</param>
public sealed record Approximation(
    long ReadBudget, long BytesRequested, ImmutableArray<ExpertShare> Experts, ImmutableArray<TensorShare> Tensors, double Bound, double BoundOfAll);

/// <summary>What is left out of an expert.</summary>
/// <param name="ModelName">The expert's distinct name.</param>
/// <param name="Blocks">Its blocks.</param>
/// <param name="BlocksOmitted">Those that are left out.</param>
/// <param name="BytesOmitted">Their bytes.</param>
public sealed record ExpertShare(string ModelName, long Blocks, long BlocksOmitted, long BytesOmitted);

/// <summary>What is left out of a tensor.</summary>
/// <param name="Name">The tensor's name in the result.</param>
/// <param name="BlocksOmitted">Blocks of experts that are left out.</param>
/// <param name="BytesOmitted">Their bytes.</param>
/// <param name="Bound">The bound for this tensor.</param>
public sealed record TensorShare(string Name, long BlocksOmitted, long BytesOmitted, double Bound);
