using System.Collections.Frozen;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Output;

/// <summary>Writes finished blocks to where they belong in the shards of a publication.</summary>
public sealed class ShardWriter : IResultSink, IDisposable
{
    private readonly List<IWritableFile> _files = [];
    private readonly FrozenDictionary<string, (IWritableFile File, TensorEntry Entry)> _tensors;

    /// <summary>Creates all shards, which fails now if the disk cannot hold them.</summary>
    public ShardWriter(ShardedLayout layout, Publication publication)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(publication);
        Layout = layout;
        var tensors = new Dictionary<string, (IWritableFile, TensorEntry)>(StringComparer.Ordinal);
        try
        {
            foreach (var shard in layout.Shards)
            {
                var file = publication.Create(shard.Name, shard.Layout.FileLength);
                _files.Add(file);
                file.Write(shard.Layout.Prefix.Span, 0);
                foreach (var entry in shard.Layout.Entries)
                {
                    tensors.Add(entry.Name, (file, entry));
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        _tensors = tensors.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Where everything goes.</summary>
    public ShardedLayout Layout { get; }

    /// <inheritdoc/>
    public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var (file, entry) = _tensors[tensor.Result.Name];
        file.Write(bytes, entry.Offset + offset);
    }

    /// <summary>Returns when all shards are on the disk.</summary>
    public void Sync()
    {
        foreach (var file in _files)
        {
            file.Sync();
        }
    }

    /// <summary>Hashes what was written: each shard, and each tensor.</summary>
    public ModelSnapshot Snapshot(int threads, IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        var files = new SnapshotFile[_files.Count];
        var digests = new string[_tensors.Count];
        var tensors = _tensors.Values.OrderBy(tensor => tensor.Entry.Name, StringComparer.Ordinal).ToArray();
        var bytes = _files.Sum(file => file.Length) + tensors.Sum(tensor => tensor.Entry.ByteLength);
        var meter = new ProgressMeter("Hashing output", 0, bytes, progress);
        ParallelWork.For(files.Length + digests.Length, threads, i =>
        {
            if (i < files.Length)
            {
                var shard = Layout.Shards[i];
                var digest = ContentDigest.Sha256(_files[i], 0, shard.Layout.FileLength, count => meter.Add(0, count), cancellation);
                files[i] = new SnapshotFile(shard.Name, shard.Layout.FileLength, digest);
            }
            else
            {
                var (file, entry) = tensors[i - files.Length];
                digests[i - files.Length] = ContentDigest.Sha256(file, entry.Offset, entry.ByteLength, count => meter.Add(0, count), cancellation);
            }
        }, cancellation);
        return new ModelSnapshot(
            [.. files],
            tensors.Zip(digests).ToFrozenDictionary(pair => pair.First.Entry.Name, pair => pair.Second, StringComparer.Ordinal),
            Layout.TensorFiles);
    }

    /// <summary>Closes the shards.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }
}
