using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>All tensors of a merge next to those that it comes from.</summary>
/// <param name="Reference">Name of the reference: the base, or the first parent where there is none.</param>
/// <param name="HasBase">Whether the reference is the base, so that differences from it are task vectors.</param>
/// <param name="Tensors">The tensors of the merge, as people count.</param>
public sealed record IntegrityProfile(string Reference, bool HasBase, ImmutableArray<TensorProfile> Tensors)
{
    /// <summary>The tensor of the reference that a parent's tensor is nearest to, where that is not its own.</summary>
    public ImmutableDictionary<(string Parent, string Tensor), (string Name, double Cosine)> Nearest { get; init; } =
        ImmutableDictionary<(string, string), (string, double)>.Empty;
}
