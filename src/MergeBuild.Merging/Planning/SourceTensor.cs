using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Planning;

/// <summary>A tensor of a parent that goes into a tensor of the result.</summary>
/// <param name="Model">Index of the parent in the recipe's models.</param>
/// <param name="ModelName">The parent's distinct name.</param>
/// <param name="Tensor">The stored tensor that gives name, type and shape.</param>
public sealed record SourceTensor(int Model, string ModelName, StoredTensor Tensor)
{
    /// <summary>What the parent's adapter does to the tensor, if it has one that does.</summary>
    public AdapterUpdate? Adapter { get; init; }

    /// <summary>Where the elements come from; the stored tensor itself unless something is applied to it on the way.</summary>
    internal ITensorContent Content { get; init; } = new StoredContent(Tensor);
}
