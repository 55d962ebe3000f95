using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>The open weight files of a model, read in blocks; several threads may read at once.</summary>
internal sealed class ModelWeights(string name, ModelDirectory directory, IFileSystem files) : IDisposable
{
    private readonly ImmutableDictionary<string, IReadableFile> _shards =
        directory.Shards.ToImmutableDictionary(shard => shard.Name, shard => ModelDirectory.OpenShard(shard, files), StringComparer.Ordinal);

    /// <summary>The model's name, for messages.</summary>
    public string Name => name;

    /// <summary>Names of tensors whose type has arithmetic, as people count.</summary>
    public IEnumerable<string> TensorNames => directory.Tensors.Values.Where(tensor => tensor.Entry.DType.IsMergeable())
        .Select(tensor => tensor.Entry.Name).Order(NaturalOrder.Instance);

    /// <summary>A tensor of a type that has arithmetic; null where there is none of this name.</summary>
    public StoredTensor? Find(string tensor) =>
        directory.Tensors.GetValueOrDefault(tensor) is { } found && found.Entry.DType.IsMergeable() ? found : null;

    /// <summary>Reads values, from one on.</summary>
    public void Read(StoredTensor tensor, long first, Span<float> values, byte[] bytes)
    {
        var size = tensor.Entry.DType.ByteSize();
        var stored = bytes.AsSpan(0, values.Length * size);
        _shards[tensor.Shard.Name].ReadExactly(stored, tensor.Entry.Offset + (first * size));
        DTypeConversion.Widen(tensor.Entry.DType, stored, values);
    }

    public void Dispose()
    {
        foreach (var shard in _shards.Values)
        {
            shard.Dispose();
        }
    }
}
