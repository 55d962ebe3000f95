using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Cli.Inspection;

/// <summary>What there is to say about a model directory.</summary>
/// <param name="Path">The directory as the user wrote it.</param>
/// <param name="Architecture">The class that config.json names, if it does.</param>
/// <param name="ModelType">The family that config.json names, if it does.</param>
/// <param name="ParameterCount">Elements of all tensors.</param>
/// <param name="ByteCount">Bytes of all tensors.</param>
/// <param name="Types">Totals of each dtype, the largest first.</param>
/// <param name="Shards">The weight files.</param>
/// <param name="Tensors">The tensors in natural order.</param>
internal sealed record ModelSummary(
    string Path,
    string? Architecture,
    string? ModelType,
    long ParameterCount,
    long ByteCount,
    ImmutableArray<TypeTotal> Types,
    ImmutableArray<ModelShard> Shards,
    ImmutableArray<StoredTensor> Tensors)
{
    /// <summary>Summarises a directory.</summary>
    public static ModelSummary Of(ModelDirectory model)
    {
        var tensors = model.Tensors.Values.OrderBy(tensor => tensor.Entry.Name, NaturalOrder.Instance).ToImmutableArray();
        var types = tensors
            .GroupBy(tensor => tensor.Entry.DType)
            .Select(group => new TypeTotal(
                group.Key, group.Count(), group.Sum(tensor => tensor.Entry.ElementCount), group.Sum(tensor => tensor.Entry.ByteLength)))
            .OrderByDescending(total => total.ByteCount)
            .ThenBy(total => total.DType);
        return new ModelSummary(
            model.Path, model.Config?.Architecture, model.Config?.ModelType, model.ParameterCount,
            tensors.Sum(tensor => tensor.Entry.ByteLength), [.. types], model.Shards, tensors);
    }

    /// <summary>How many tensors a weight file holds.</summary>
    public int CountIn(ModelShard shard) => Tensors.Count(tensor => tensor.Shard == shard);
}
