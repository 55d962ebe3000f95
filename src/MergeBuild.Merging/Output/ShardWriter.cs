using System.Collections.Frozen;
using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Output;

/// <summary>
/// Writes finished blocks to where they belong in the shards of a publication, hashing them on the way, and takes over
/// blocks of the last build's shards. A shard that stays as it is is not touched.
/// </summary>
public sealed class ShardWriter : IResultSink, IDisposable
{
    private readonly ImmutableArray<OutputShard> _shards;
    private readonly FrozenDictionary<string, OutputTensor> _tensors;

    /// <summary>
    /// Creates the shards that are certain to be written, which fails now if the disk cannot hold them: all of them,
    /// unless there is a last build to take over from.
    /// </summary>
    public ShardWriter(ShardedLayout layout, Publication publication, PriorModel? prior = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(publication);
        Layout = layout;
        var groupLength = HashGroups.LengthFor(layout.Shards.Sum(shard => shard.Layout.FileLength));
        _shards = [.. layout.Shards.Select(shard => new OutputShard(shard, groupLength, publication, prior))];
        _tensors = _shards
            .SelectMany(shard => shard.Layout.Layout.Entries.Select(entry => new OutputTensor(shard, entry, groupLength)))
            .ToFrozenDictionary(tensor => tensor.Entry.Name, StringComparer.Ordinal);
        try
        {
            foreach (var shard in _shards.Where(shard => !shard.MayStay))
            {
                shard.Create();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where everything goes.</summary>
    public ShardedLayout Layout { get; }

    /// <summary>The names of the shards that were not touched.</summary>
    public IEnumerable<string> Untouched => _shards.Where(shard => !shard.IsCreated).Select(shard => shard.Layout.Name);

    /// <summary>Bytes that were written.</summary>
    public long BytesWritten => _shards.Sum(shard => shard.BytesWritten);

    /// <summary>Bytes that were copied from the last build's shards.</summary>
    public long BytesCopied => _shards.Sum(shard => shard.BytesCopied);

    /// <inheritdoc/>
    public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _tensors[tensor.Result.Name].Write(offset, bytes);
    }

    /// <summary>Takes over a range of a tensor that was finished before.</summary>
    internal void Reuse(string tensor, long offset, long length, FinishedTensor from) => _tensors[tensor].Reuse(offset, length, from);

    /// <summary>The tree of a tensor's bytes.</summary>
    internal HashTree TreeOf(string tensor) => _tensors[tensor].Tree;

    /// <summary>The open file of a shard that was written, or null for one that stays.</summary>
    internal IReadableFile? FileOf(string tensor) => _tensors[tensor].Shard.File;

    /// <summary>The shard that holds a tensor, and where in it.</summary>
    internal (string File, long Offset) PlaceOf(string tensor) =>
        _tensors[tensor] is var output ? (output.Shard.Layout.Name, output.Entry.Offset) : default;

    /// <summary>The trees of the shards by name.</summary>
    public IEnumerable<(string Name, HashTree Tree)> Trees => _shards.Select(shard => (shard.Layout.Name, shard.Tree));

    /// <summary>Copies what is taken over, and hashes what has not been hashed on the way.</summary>
    public ModelSnapshot Complete(int threads, IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        var meter = new ProgressMeter("Finishing", 0, _shards.Sum(shard => shard.Layout.Layout.FileLength), progress);
        var byShard = _tensors.Values.OrderBy(tensor => tensor.Entry.Offset).ToLookup(tensor => tensor.Shard);
        ParallelWork.For(_shards.Length, threads, i => _shards[i].TakeOver(byShard[_shards[i]], cancellation), cancellation);
        foreach (var shard in _shards)
        {
            shard.Hash(byShard[shard], threads, cancellation);
            meter.Add(0, shard.Layout.Layout.FileLength);
        }

        return new ModelSnapshot(
            [.. _shards.Select(shard => new SnapshotFile(shard.Layout.Name, shard.Layout.Layout.FileLength, shard.Tree.Digest))],
            _tensors.Values.ToFrozenDictionary(tensor => tensor.Entry.Name, tensor => tensor.Tree.Digest, StringComparer.Ordinal),
            Layout.TensorFiles);
    }

    /// <summary>Returns when all shards are on the disk.</summary>
    public void Sync()
    {
        foreach (var shard in _shards)
        {
            shard.Sync();
        }
    }

    /// <summary>Closes the shards.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards)
        {
            shard.Dispose();
        }
    }
}
