using System.Runtime.ExceptionServices;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Engine;

/// <summary>
/// Hands blocks to threads. Tensors are begun in the order of the plan, a few at a time, so that no thread waits while
/// another finishes a tensor's last block or a pass over it; huge tensors are shared by all threads, tiny ones are not
/// worth splitting and are not.
/// </summary>
internal sealed class BlockScheduler(
    MergePlan plan, int blockLength, int threads, IncrementalMerge? incremental, ProgressMeter meter, CancellationToken cancellation)
{
    private readonly object _changed = new();
    private readonly LinkedList<TensorJob> _jobs = [];
    private readonly int _mostJobs = 2 * threads;
    private int _nextTensor;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Processes blocks until none is left, or until one fails on any thread.</summary>
    public void Work(Func<BlockWorker> createWorker)
    {
        try
        {
            using var worker = createWorker();
            var key = incremental?.CreateKeyWriter();
            while (Take(key) is { } taken)
            {
                cancellation.ThrowIfCancellationRequested();
                var rest = taken.Run;
                while (taken.Job.TryTakeWork(ref rest, key, out var work))
                {
                    worker.Process(work);
                    taken.Job.Save(work);
                }

                Complete(taken.Job, taken.Run, key);
            }
        }

        // CA1031 Do not catch general exception types: rethrown on the calling thread by ThrowIfFailed.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    /// <summary>Throws what the first failing thread threw.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    private (TensorJob Job, TensorBlock Run)? Take(KeyWriter? key)
    {
        lock (_changed)
        {
            while (_failure is null)
            {
                foreach (var job in _jobs)
                {
                    if (job.TryTake(out var run))
                    {
                        return (job, run);
                    }
                }

                if (_nextTensor < plan.Tensors.Length && _jobs.Count < _mostJobs)
                {
                    Begin(plan.Tensors[_nextTensor++], key);
                }
                else if (_jobs.Count == 0)
                {
                    return null;
                }
                else
                {
                    Monitor.Wait(_changed);
                }
            }

            return null;
        }
    }

    private void Begin(TensorPlan tensor, KeyWriter? key)
    {
        var job = new TensorJob(tensor, plan.Method, blockLength, incremental, key);
        if (job.IsFinished)
        {
            meter.Add(1, 0);
        }
        else
        {
            _jobs.AddLast(job);
        }
    }

    private void Complete(TensorJob job, TensorBlock run, KeyWriter? key)
    {
        bool isFinished;
        lock (_changed)
        {
            job.Complete(run, key);
            isFinished = job.IsFinished;
            if (isFinished)
            {
                _jobs.Remove(job);
                job.Release();
            }

            Monitor.PulseAll(_changed);
        }

        meter.Add(isFinished ? 1 : 0, run.Pass is null ? run.Tensor.Result.DType.ByteLength(run.Count) : 0);
    }

    private void Fail(Exception exception)
    {
        lock (_changed)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            Monitor.PulseAll(_changed);
        }
    }
}
