using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Reports;

/// <summary>Figures of one layer, or of tensors that stand in none.</summary>
/// <param name="Name">The common start of its tensors' names.</param>
/// <param name="Number">The layer's number; null for tensors in none, such as embeddings.</param>
/// <param name="Distances">Of each parent, norm of the task vector over norm of the reference; null where that is not defined.</param>
/// <param name="Cosines">Of each parent, cosine of its weights and the reference's.</param>
/// <param name="PairCosines">Cosines of two parents' task vectors, in the order 0-1, 0-2, …, 1-2, …; null where one did not change the layer.</param>
public sealed record LayerFigures(
    string Name, int? Number, ImmutableArray<double?> Distances, ImmutableArray<double?> Cosines, ImmutableArray<double?> PairCosines);
