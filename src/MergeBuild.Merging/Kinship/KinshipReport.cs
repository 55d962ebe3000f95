using System.Collections.Immutable;
using MergeBuild.Merging.Architectures;

namespace MergeBuild.Merging.Kinship;

/// <summary>What the weights of a merge's parents say of one another, before anything is merged.</summary>
/// <param name="Base">The base model's name; null where task vectors are unknown for want of one, and only weights are compared.</param>
/// <param name="Experts">Names of the experts, in the order of the recipe.</param>
/// <param name="TopShare">The share of each tensor's elements that counts as top, from 0 to 1.</param>
/// <param name="Tensors">The sums of each tensor, in the order of the result.</param>
/// <param name="BytesRead">Bytes that were read.</param>
public sealed record KinshipReport(
    string? Base, ImmutableArray<string> Experts, double TopShare, ImmutableArray<TensorKinship> Tensors, long BytesRead)
{
    /// <summary>All pairs of experts, by index, in the order of <see cref="TensorKinship.Pairs"/>.</summary>
    public ImmutableArray<(int First, int Second)> Pairs { get; } =
        [.. Enumerable.Range(0, Experts.Length).SelectMany(i => Enumerable.Range(i + 1, Experts.Length - i - 1).Select(j => (i, j)))];

    /// <summary>The groups that have tensors, in their usual order.</summary>
    public IEnumerable<TensorGroup> Groups => Tensors.Select(tensor => tensor.Group).Distinct().Order();

    /// <summary>The layers, in order.</summary>
    public IEnumerable<int> Layers => Tensors.Select(tensor => tensor.Layer).OfType<int>().Distinct().Order();

    /// <summary>An expert's sums over tensors, all of them unless some are chosen.</summary>
    public ExpertSums OfExpert(int expert, Func<TensorKinship, bool>? choose = null) => Tensors
        .Where(choose ?? (_ => true)).Select(tensor => tensor.Experts[expert]).OfType<ExpertSums>()
        .Aggregate(ExpertSums.Zero, (sum, tensor) => sum + tensor);

    /// <summary>A pair's sums over tensors, all of them unless some are chosen.</summary>
    public PairSums OfPair(int pair, Func<TensorKinship, bool>? choose = null) => Tensors
        .Where(choose ?? (_ => true)).Select(tensor => tensor.Pairs[pair]).OfType<PairSums>()
        .Aggregate(PairSums.Zero, (sum, tensor) => sum + tensor);
}
