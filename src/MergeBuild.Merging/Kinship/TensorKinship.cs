using System.Collections.Immutable;
using MergeBuild.Merging.Architectures;

namespace MergeBuild.Merging.Kinship;

/// <summary>The sums of one tensor of the result.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Group">What it does.</param>
/// <param name="Layer">Its layer, or null outside of layers.</param>
/// <param name="Experts">One entry an expert of the report; null where it does not have the tensor.</param>
/// <param name="Pairs">One entry a pair of experts: 0-1, 0-2, …, 1-2, …; null where one of them does not have the tensor.</param>
public sealed record TensorKinship(
    string Name, TensorGroup Group, int? Layer, ImmutableArray<ExpertSums?> Experts, ImmutableArray<PairSums?> Pairs);
