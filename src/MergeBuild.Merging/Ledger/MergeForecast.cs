using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// Says what a merge will read, merge and write, from the ledger and the keys alone. A statistic that has to be taken
/// anew is not known before it is: the blocks that depend on it are counted as merged, the readings for it as one.
/// </summary>
public sealed class MergeForecast
{
    private readonly MergePlan _plan;
    private readonly IncrementalMerge _merge;

    private MergeForecast(MergePlan plan, IncrementalMerge merge)
    {
        _plan = plan;
        _merge = merge;
    }

    /// <summary>Forecasts the work of each tensor, in the order of the plan.</summary>
    /// <param name="plan">What is to be merged.</param>
    /// <param name="inputs">The content of the parents.</param>
    /// <param name="prior">The last build's shards.</param>
    /// <param name="threads">Threads to compute keys with.</param>
    public static ImmutableArray<TensorForecast> Of(MergePlan plan, InputTrees inputs, PriorModel prior, int threads)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(prior);
        using var merge = new IncrementalMerge(plan, inputs, prior, writer: null, store: null, forecasts: [], CancellationToken.None);
        var forecast = new MergeForecast(plan, merge);
        var tensors = new TensorForecast[plan.Tensors.Length];
        ParallelWork.For(tensors.Length, threads, i => tensors[i] = forecast.Of(plan.Tensors[i]), CancellationToken.None);
        return [.. tensors];
    }

    /// <summary>The work of all tensors together, with the shards that have to be written for them.</summary>
    public static MergeWork Sum(ImmutableArray<TensorForecast> tensors, ShardedLayout layout, PriorModel prior)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(prior);
        var work = tensors.Aggregate(new MergeWork(), (sum, tensor) => sum + tensor.Work);
        var files = layout.TensorFiles;
        var changed = tensors.Where(tensor => tensor.Work.BytesMerged > 0).Select(tensor => files[tensor.Name]).ToHashSet(StringComparer.Ordinal);
        var written = layout.Shards.Where(shard => changed.Contains(shard.Name) || prior.File(shard.Name)?.Length != shard.Layout.FileLength).ToArray();
        var inWritten = written.SelectMany(shard => shard.Layout.Entries).Sum(entry => entry.ByteLength);
        return work with
        {
            BytesWritten = work.BytesMerged + written.Sum(shard => shard.Layout.Prefix.Length),
            BytesCopied = inWritten - work.BytesMerged,
        };
    }

    private TensorForecast Of(TensorPlan tensor)
    {
        var merge = tensor.IsCopy ? null : _plan.Method.Prepare(tensor.Operands);
        var grid = tensor.GridFor(_plan.Method, MergeEngineOptions.DefaultBlockLength);
        var key = _merge.CreateKeyWriter();
        var blocks = _merge.Begin(tensor, merge, grid);
        var bytesRead = grid.ElementCount > 0 && merge is not null ? ReadForStatistics(tensor, merge, blocks, grid, key) : 0;
        foreach (var (first, count) in grid.Blocks.Select(grid.RangeOf).Where(_ => bytesRead is not null))
        {
            blocks.TrySkip(new TensorBlock(tensor, merge, null, first, count, grid.UnitLength), key);
        }

        var read = blocks.Merged.Sum(block => tensor.SourcesOf(block.First).Sum(source => BytesOf(source, block.Count)));
        return new TensorForecast(tensor.Result.Name, new MergeWork
        {
            BytesRead = read + (bytesRead ?? tensor.Sources.Sum(source => BytesOf(source, grid.ElementCount))),
            BytesMerged = blocks.BytesMerged,
            BlocksMerged = blocks.BlocksMerged,
            BlocksReused = blocks.BlockCount - blocks.BlocksMerged,
        }, blocks.ToKeys());
    }

    // The bytes to read for statistics, or null where not all of them are in the ledger.
    private static long? ReadForStatistics(TensorPlan tensor, ITensorMerge merge, TensorBlocks blocks, BlockGrid grid, KeyWriter key)
    {
        while (merge.NextPass() is { } pass)
        {
            if (!blocks.TryBeginPass(pass, key))
            {
                return 0;
            }

            foreach (var (first, count) in grid.Blocks.Select(grid.RangeOf))
            {
                if (!blocks.TrySkip(new TensorBlock(tensor, merge, pass, first, count, grid.UnitLength), key))
                {
                    return null;
                }
            }

            pass.Complete();
        }

        blocks.CompletePasses(key);
        return 0;
    }

    private static long BytesOf(SourceTensor source, long count) => source.Tensor.Entry.DType.ByteLength(count);
}
