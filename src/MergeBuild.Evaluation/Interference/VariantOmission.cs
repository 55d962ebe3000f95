using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Interference;

/// <summary>A parent that takes no part in some tensors of a merge.</summary>
/// <param name="Parent">The parent's name.</param>
/// <param name="Tensors">The tensors' names; null for all of them.</param>
public sealed record VariantOmission(string Parent, ImmutableSortedSet<string>? Tensors);
