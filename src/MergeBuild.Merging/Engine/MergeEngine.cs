using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Engine;

/// <summary>
/// Merges all tensors of a plan, block by block on several threads, in memory bounded by threads × block.
/// </summary>
public static class MergeEngine
{
    /// <summary>Merges a plan into a sink.</summary>
    /// <exception cref="MergeBuild.Diagnostics.MergeBuildException">A parent could not be read or is not finite, or the result is not.</exception>
    /// <exception cref="OperationCanceledException">The merge was cancelled.</exception>
    public static void Run(
        MergePlan plan, IResultSink sink, MergeEngineOptions options, IProgress<MergeProgress>? progress, CancellationToken cancellation) =>
        Run(plan, sink, null, options, progress, cancellation);

    /// <summary>Merges of a plan what is not the same as in the last build; returns the bytes read from parents.</summary>
    /// <exception cref="MergeBuild.Diagnostics.MergeBuildException">A parent could not be read or is not finite, or the result is not.</exception>
    /// <exception cref="OperationCanceledException">The merge was cancelled.</exception>
    public static long Run(
        MergePlan plan, IResultSink sink, IncrementalMerge? incremental, MergeEngineOptions options,
        IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        using var parents = new ParentFiles(options.Files, incremental is null ? null : incremental.Inputs.Of, plan.ReadLimit);
        var meter = new ProgressMeter("Merging", plan.Tensors.Length, plan.Tensors.Sum(tensor => tensor.Result.ByteLength), progress);
        var scheduler = new BlockScheduler(plan, options.BlockLength, options.Threads, incremental, meter, cancellation);
        var mostExperts = plan.Tensors.Select(tensor => tensor.Experts.Length).DefaultIfEmpty().Max();

        void Work() => scheduler.Work(() => new BlockWorker(TensorJob.RunLength(options.BlockLength), mostExperts, parents, sink));

        var threads = Enumerable.Range(1, options.Threads - 1)
            .Select(number => new Thread(Work) { IsBackground = true, Name = $"merge {number}" })
            .ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        Work();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        scheduler.ThrowIfFailed();
        return parents.BytesRead;
    }
}
