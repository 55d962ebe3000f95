using System.Collections.Concurrent;
using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// A merge that compares the key of every block with the last build's, and hands over the old bytes where they are equal.
/// </summary>
public sealed class IncrementalMerge(MergePlan plan, InputTrees inputs, PriorModel prior, ShardWriter writer)
{
    private readonly ConcurrentDictionary<string, TensorBlocks> _tensors = new(StringComparer.Ordinal);

    internal InputTrees Inputs => inputs;

    /// <summary>Bytes of the result that were computed.</summary>
    public long BytesMerged => _tensors.Values.Sum(tensor => tensor.BytesMerged);

    /// <summary>Blocks that were computed.</summary>
    public long BlocksMerged => _tensors.Values.Sum(tensor => (long)tensor.BlocksMerged);

    /// <summary>Blocks that were taken over.</summary>
    public long BlocksReused => _tensors.Values.Sum(tensor => (long)(tensor.BlockCount - tensor.BlocksMerged));

    internal KeyWriter CreateKeyWriter() => new(inputs.Of);

    internal TensorBlocks Begin(TensorPlan tensor, ITensorMerge? merge, Tiling tiling, int blockLength)
    {
        var blocks = new TensorBlocks(tensor, TensorFormula.Of(tensor, plan.Method), merge, tiling, blockLength, prior,
            (offset, length, from) => writer.Reuse(tensor.Result.Name, offset, length, from));
        _tensors[tensor.Result.Name] = blocks;
        return blocks;
    }

    /// <summary>Computes the keys that had to wait for the content of the inputs.</summary>
    public void Complete(int threads, CancellationToken cancellation) =>
        ParallelWork.For(plan.Tensors.Length, threads, i =>
            _tensors[plan.Tensors[i].Result.Name].Complete(CreateKeyWriter(), inputs), cancellation);

    /// <summary>The digest of all that decides a tensor's bytes, block by block.</summary>
    public Blake3Digest KeyOf(string tensor) => _tensors[tensor].Key;

    /// <summary>The tensors for the next build's ledger.</summary>
    public ImmutableDictionary<string, LedgerTensor> ToLedger() =>
        _tensors.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToLedger(writer), StringComparer.Ordinal);
}
