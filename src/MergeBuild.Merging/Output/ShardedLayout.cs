using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Merging.Output;

/// <summary>
/// Spreads tensors over shards with the conventional names. Tensors stay in the order given; a new shard begins before
/// a tensor that would take the current one beyond the limit.
/// </summary>
public sealed class ShardedLayout
{
    // Loaders of the field look at this key to know which framework's conventions hold.
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    /// <summary>Lays tensors out.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="shardSize">Bytes of tensor data that a shard may have; a larger tensor gets a shard of its own.</param>
    public ShardedLayout(IEnumerable<TensorDescription> tensors, long shardSize)
    {
        var shards = new List<List<TensorDescription>> { new() };
        var size = 0L;
        foreach (var tensor in tensors)
        {
            if (shards[^1].Count > 0 && size + tensor.ByteLength > shardSize)
            {
                shards.Add([]);
                size = 0;
            }

            shards[^1].Add(tensor);
            size += tensor.ByteLength;
        }

        Shards = [.. shards.Select((shard, i) => new ShardLayout(NameOf(i, shards.Count), new SafetensorsLayout(shard, Metadata)))];
    }

    /// <summary>The shards in order.</summary>
    public ImmutableArray<ShardLayout> Shards { get; }

    /// <summary>The name of the shard that holds each tensor.</summary>
    public IReadOnlyDictionary<string, string> TensorFiles => Shards
        .SelectMany(shard => shard.Layout.Entries.Select(entry => (Tensor: entry.Name, File: shard.Name)))
        .ToDictionary(pair => pair.Tensor, pair => pair.File, StringComparer.Ordinal);

    /// <summary>The bytes of the shard index, or null for a single file, which has none.</summary>
    public byte[]? Index => Shards.Length == 1
        ? null
        : ShardIndex.Write(TensorFiles, Shards.Sum(shard => shard.Layout.Entries.Sum(entry => entry.ByteLength)));

    private static string NameOf(int index, int count) => count == 1
        ? ModelDirectory.SingleFileName
        : string.Create(CultureInfo.InvariantCulture, $"model-{index + 1:D5}-of-{count:D5}.safetensors");
}
