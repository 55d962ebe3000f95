using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Store;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// A merge that compares the key of every block with the last build's, and hands over the old bytes where they are equal.
/// </summary>
/// <param name="plan">What is merged.</param>
/// <param name="inputs">The content of the parents.</param>
/// <param name="prior">The last build's shards.</param>
/// <param name="writer">Where the result goes; null for a forecast, which writes nothing.</param>
/// <param name="store">Where other builds' tensors are looked for; null for nowhere.</param>
/// <param name="forecasts">What was said of the tensors before, whose keys are taken over; none for none.</param>
/// <param name="cancellation">Stops the reading of the store.</param>
public sealed class IncrementalMerge(
    MergePlan plan, InputTrees inputs, PriorModel prior, ShardWriter? writer, MergeStore? store, ImmutableArray<TensorForecast> forecasts,
    CancellationToken cancellation) : IDisposable
{
    private readonly ConcurrentDictionary<string, TensorBlocks> _tensors = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, TensorKeys> _known = forecasts.ToFrozenDictionary(forecast => forecast.Name, forecast => forecast.Keys, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StoredObject> _stored = new(StringComparer.Ordinal);

    internal InputTrees Inputs => inputs;

    internal PriorModel Prior => prior;

    /// <summary>Bytes of the result that were computed.</summary>
    public long BytesMerged => _tensors.Values.Sum(tensor => tensor.BytesMerged);

    /// <summary>Blocks that were computed.</summary>
    public long BlocksMerged => _tensors.Values.Sum(tensor => (long)tensor.BlocksMerged);

    /// <summary>Blocks that were taken over.</summary>
    public long BlocksReused => _tensors.Values.Sum(tensor => (long)(tensor.BlockCount - tensor.BlocksMerged));

    internal KeyWriter CreateKeyWriter() => new(inputs.Of);

    internal TensorBlocks Begin(TensorPlan tensor, ITensorMerge? merge, BlockGrid grid) =>
        _tensors[tensor.Result.Name] = new TensorBlocks(
            tensor, TensorFormula.Of(tensor, plan.Method), merge, grid, this, _known.GetValueOrDefault(tensor.Result.Name));

    internal void Reuse(TensorPlan tensor, long offset, long length, FinishedTensor from) => writer?.Reuse(tensor.Result.Name, offset, length, from);

    internal bool HasStore => store is not null;

    internal FinishedTensor? FindStored(TensorPlan tensor, Blake3Digest key)
    {
        var groupLength = writer?.TreeOf(tensor.Result.Name).GroupLength ?? HashGroups.ShortestLength;
        if (store?.Find(key, tensor.Result.ByteLength, groupLength, cancellation) is not { } found)
        {
            return null;
        }

        _stored[tensor.Result.Name] = found;
        return new FinishedTensor(found.File, 0, found.Tree);
    }

    /// <summary>Computes the keys that had to wait for the content of the inputs.</summary>
    public void Complete(int threads) =>
        ParallelWork.For(plan.Tensors.Length, threads, i =>
            _tensors[plan.Tensors[i].Result.Name].Complete(CreateKeyWriter(), inputs), cancellation);

    /// <summary>Gives the store the tensors that were merged and are complete.</summary>
    public void AddToStore()
    {
        foreach (var (name, tensor) in _tensors)
        {
            if (store is not null && tensor.BlocksMerged > 0 && writer?.FileOf(name) is { } shard)
            {
                cancellation.ThrowIfCancellationRequested();
                store.Add(tensor.Key, shard, writer.PlaceOf(name).Offset, writer.TreeOf(name));
            }
        }
    }

    /// <summary>The digest of all that decides a tensor's bytes, block by block.</summary>
    public Blake3Digest KeyOf(string tensor) => _tensors[tensor].Key;

    /// <summary>The tensors for the next build's ledger.</summary>
    public ImmutableDictionary<string, LedgerTensor> ToLedger() => writer is null
        ? throw new InvalidOperationException("A forecast leaves no ledger.")
        : _tensors.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToLedger(writer), StringComparer.Ordinal);

    /// <summary>Closes what was opened in the store.</summary>
    public void Dispose()
    {
        foreach (var found in _stored.Values)
        {
            found.Dispose();
        }
    }
}
