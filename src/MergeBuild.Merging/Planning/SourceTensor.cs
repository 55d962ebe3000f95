using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Planning;

/// <summary>A tensor of a parent that goes into a tensor of the result.</summary>
/// <param name="Model">Index of the parent in the recipe's models.</param>
/// <param name="ModelName">The parent's distinct name.</param>
/// <param name="Tensor">The tensor.</param>
public sealed record SourceTensor(int Model, string ModelName, StoredTensor Tensor);
