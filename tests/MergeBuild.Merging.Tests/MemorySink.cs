using System.Collections.Concurrent;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Tests;

/// <summary>Keeps the result in memory, and knows a range that is written twice.</summary>
internal sealed class MemorySink : IResultSink
{
    private readonly ConcurrentDictionary<string, byte[]> _tensors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Name, long Offset), int> _ranges = [];

    public IReadOnlyDictionary<string, byte[]> Tensors => _tensors;

    public long BytesWritten => _ranges.Values.Sum(length => (long)length);

    public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes)
    {
        Assert.True(_ranges.TryAdd((tensor.Result.Name, offset), bytes.Length));
        var content = _tensors.GetOrAdd(tensor.Result.Name, _ => new byte[tensor.Result.ByteLength]);
        bytes.CopyTo(content.AsSpan((int)offset));
    }
}
