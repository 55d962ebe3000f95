using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Budget;

/// <summary>
/// Reads all that a merge could read, once, and keeps the norm of each expert's task vector in each block, and the content
/// of the weight files. A later analysis reads only what it has no norms of: a changed file, a new expert.
/// </summary>
public sealed class NormAnalysis
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly ReadingOptions _options;
    private readonly TaskVectorNorms _before;
    private readonly InputTrees _inputs;
    private readonly ImmutableArray<(BudgetBlocks Blocks, double[][] Sums)> _tensors;

    private NormAnalysis(MergePlan plan, TaskVectorNorms before, ReadingOptions options)
    {
        _options = options;
        _before = before;
        _inputs = InputTrees.Open(
            plan.Parents.Select(parent => parent.Shards.Select(shard => new InputFile(shard.Path, shard.Identity)).ToArray()),
            BlockLedger.Empty with { Inputs = before.Inputs }, options);
        _tensors = [.. plan.Tensors.Select(tensor => new BudgetBlocks(tensor, plan.Method)).Where(blocks => blocks.HasTaskVectors).Select(blocks => (blocks, Known(blocks)))];
    }

    /// <summary>Analyses the parents of a plan.</summary>
    /// <param name="plan">The merge that a budget is meant for.</param>
    /// <param name="normsFile">The file of norms: what it has is taken over, what is missing is added.</param>
    /// <param name="options">How to read.</param>
    /// <exception cref="MergeBuildException">The merge cannot be approximated (MB3051, MB3053), or a parent cannot be read.</exception>
    public static NormAnalysisResult Run(MergePlan plan, string normsFile, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        BudgetRefusals.Check(plan);
        options = options with { Started = Settle(plan, options) };
        var before = File.Exists(normsFile) ? NormsFormat.Read(normsFile, options.Files) : null;
        var analysis = new NormAnalysis(plan, before ?? TaskVectorNorms.None, options);
        var result = analysis.Read();
        Directory.CreateDirectory(Path.GetDirectoryName(normsFile)!);
        NormsFormat.Write(analysis.ToNorms(), normsFile, options.Files);
        return result;
    }

    // A file that was written a moment ago may be written again unnoticed, and its norms would be good for nothing.
    private static long Settle(MergePlan plan, ReadingOptions options)
    {
        var shards = plan.Parents.SelectMany(parent => parent.Shards).ToArray();
        if (shards.Any(shard => !shard.Identity.IsSettledAt(FileIdentity.Now)))
        {
            options.Cancellation.WaitHandle.WaitOne(Patience);
            options.Cancellation.ThrowIfCancellationRequested();
        }

        var started = FileIdentity.Now;
        return shards.FirstOrDefault(shard => !shard.Identity.IsSettledAt(started)) is { } shard
            ? throw DiagnosticTable.ParentNotSettled.Exception(shard.Path)
            : started;
    }

    private NormAnalysisResult Read()
    {
        using var parents = new ParentFiles(_options.Files, _inputs.Of);
        (BudgetBlocks Blocks, int Block, double[] Sums)[] missing =
            [.. _tensors.SelectMany(tensor => tensor.Sums.Select((sums, block) => (tensor.Blocks, block, sums))).Where(block => block.sums.Any(double.IsNaN))];
        var longest = missing.Select(block => block.Blocks.Length).DefaultIfEmpty().Max();
        var meter = new ProgressMeter("Analysing", 0, missing.Sum(block => BytesOf(block.Blocks, block.Block, block.Sums)), _options.Progress);
        using var workers = new ThreadLocal<NormWorker>(() => new NormWorker(parents, longest), trackAllValues: true);
        try
        {
            ParallelWork.For(missing.Length, _options.Threads, i =>
            {
                var (blocks, block, sums) = missing[i];
                var bytes = BytesOf(blocks, block, sums);
                workers.Value!.Process(blocks, block, sums);
                meter.Add(0, bytes);
            }, _options.Cancellation);
        }
        finally
        {
            foreach (var worker in workers.Values)
            {
                worker.Dispose();
            }
        }

        _inputs.Complete();
        _inputs.CheckUnchanged();
        return new NormAnalysisResult(parents.BytesRead + _inputs.BytesRead, missing.Length, _tensors.Sum(tensor => (long)tensor.Blocks.Count));
    }

    private TaskVectorNorms ToNorms()
    {
        var sums = new Dictionary<Blake3Digest, double>();
        var key = new KeyWriter(_inputs.Of);
        foreach (var (blocks, found) in _tensors)
        {
            for (var block = 0; block < blocks.Count; block++)
            {
                for (var expert = 0; expert < found[block].Length; expert++)
                {
                    sums[blocks.NormKey(key, expert, block)!.Value] = found[block][expert];
                }
            }
        }

        return new TaskVectorNorms(_inputs.ToLedger(), sums);
    }

    // Block by block the sum of each expert, NaN where it is not known.
    private double[][] Known(BudgetBlocks blocks)
    {
        var key = new KeyWriter(_inputs.Of);
        return [.. Enumerable.Range(0, blocks.Count).Select(block => Enumerable.Range(0, blocks.Tensor.Experts.Length)
            .Select(expert => blocks.NormKey(key, expert, block) is { } known && _before.Sums.TryGetValue(known, out var sum) ? sum : double.NaN)
            .ToArray())];
    }

    private static long BytesOf(BudgetBlocks blocks, int block, double[] sums) => blocks.BytesOf(blocks.Tensor.Base!, block) +
        blocks.Tensor.Experts.Where((_, expert) => double.IsNaN(sums[expert])).Sum(expert => blocks.BytesOf(expert, block));
}
