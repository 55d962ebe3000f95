using MergeBuild.Checkpoints.Files;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Benchmarks;

/// <summary>Writes results to where they belong in one file, and does nothing else with them.</summary>
internal sealed class PlainSink : IResultSink, IDisposable
{
    private readonly IWritableFile _file;
    private readonly Dictionary<string, long> _offsets;

    public PlainSink(ShardedLayout layout, string path)
    {
        var shard = layout.Shards.Single();
        _file = PhysicalFileSystem.Instance.Create(path, shard.Layout.FileLength);
        _file.Write(shard.Layout.Prefix.Span, 0);
        _offsets = shard.Layout.Entries.ToDictionary(entry => entry.Name, entry => entry.Offset, StringComparer.Ordinal);
    }

    public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes) => _file.Write(bytes, _offsets[tensor.Result.Name] + offset);

    public void Dispose() => _file.Dispose();
}
