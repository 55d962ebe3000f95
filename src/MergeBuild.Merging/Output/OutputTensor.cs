using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Merging.Output;

/// <summary>A tensor that is being written, or taken over, or some of both.</summary>
internal sealed class OutputTensor(OutputShard shard, TensorEntry entry, int groupLength)
{
    private readonly Dictionary<FinishedTensor, List<ReusedRange>> _reused = [];

    public OutputShard Shard => shard;

    public TensorEntry Entry => entry;

    /// <summary>The tree of the tensor's own bytes.</summary>
    public HashTree Tree { get; } = new(entry.ByteLength, groupLength);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        shard.Write(entry.Offset + offset, bytes);
        Tree.Accept(offset, bytes);
    }

    public void Reuse(long offset, long length, FinishedTensor from)
    {
        lock (_reused)
        {
            if (!_reused.TryGetValue(from, out var ranges))
            {
                _reused.Add(from, ranges = []);
            }

            ranges.Add(new ReusedRange(offset, length, from.File, from.Offset + offset));
        }
    }

    /// <summary>The ranges of the tensor that are taken over, as ranges of its shard, neighbours joined.</summary>
    public List<ReusedRange> Reused()
    {
        var all = new List<ReusedRange>();
        foreach (var (from, ranges) in _reused)
        {
            var joined = ReusedRange.Join(ranges);
            foreach (var range in joined.Where(_ => from.Tree.Length == Tree.Length && from.Tree.GroupLength == Tree.GroupLength))
            {
                Tree.TakeOver(from.Tree, range.Offset, range.Length);
            }

            all.AddRange(joined.Select(range => range with { Offset = entry.Offset + range.Offset }));
        }

        return all;
    }
}
