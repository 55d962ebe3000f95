using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Output;

/// <summary>A tensor that is being written, or taken over, or some of both.</summary>
internal sealed class OutputTensor(OutputShard shard, TensorEntry entry, int groupLength, PriorModel? prior)
{
    private readonly List<ReusedRange> _reused = [];
    private LedgerTensor? _from;

    public OutputShard Shard => shard;

    public TensorEntry Entry => entry;

    /// <summary>The tree of the tensor's own bytes.</summary>
    public HashTree Tree { get; } = new(entry.ByteLength, groupLength);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        shard.Write(entry.Offset + offset, bytes);
        Tree.Accept(offset, bytes);
    }

    public void Reuse(long offset, long length, LedgerTensor from)
    {
        lock (_reused)
        {
            _from = from;
            _reused.Add(new ReusedRange(offset, length, prior!.File(from.File)!, from.Offset + offset));
        }
    }

    /// <summary>The ranges of the tensor that are taken over, as ranges of its shard, neighbours joined.</summary>
    public List<ReusedRange> Reused()
    {
        var joined = ReusedRange.Join(_reused);
        foreach (var range in joined.Where(_ => _from!.Tree.Length == Tree.Length && _from.Tree.GroupLength == Tree.GroupLength))
        {
            Tree.TakeOver(_from!.Tree, range.Offset, range.Length);
        }

        return [.. joined.Select(range => range with { Offset = entry.Offset + range.Offset })];
    }
}
