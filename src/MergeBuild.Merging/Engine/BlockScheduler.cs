using System.Runtime.ExceptionServices;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Engine;

/// <summary>
/// Hands blocks to threads. Tensors are begun in the order of the plan, a few at a time, so that no thread waits while
/// another finishes a tensor's last block or a pass over it; huge tensors are shared by all threads, tiny ones are not
/// worth splitting and are not.
/// </summary>
internal sealed class BlockScheduler(
    MergePlan plan, int blockLength, int threads, ProgressMeter meter, CancellationToken cancellation)
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
            while (Take() is { } taken)
            {
                cancellation.ThrowIfCancellationRequested();
                worker.Process(taken.Block);
                Complete(taken.Job, taken.Block);
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

    private (TensorJob Job, TensorBlock Block)? Take()
    {
        lock (_changed)
        {
            while (_failure is null)
            {
                foreach (var job in _jobs)
                {
                    if (job.TryTake(out var block))
                    {
                        return (job, block);
                    }
                }

                if (_nextTensor < plan.Tensors.Length && _jobs.Count < _mostJobs)
                {
                    Begin(plan.Tensors[_nextTensor++]);
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

    private void Begin(TensorPlan tensor)
    {
        var job = new TensorJob(tensor, plan.Method, blockLength);
        if (job.IsFinished)
        {
            meter.Add(1, 0);
        }
        else
        {
            _jobs.AddLast(job);
        }
    }

    private void Complete(TensorJob job, TensorBlock block)
    {
        bool isFinished;
        lock (_changed)
        {
            job.Complete(block);
            isFinished = job.IsFinished;
            if (isFinished)
            {
                _jobs.Remove(job);
                job.Release();
            }

            Monitor.PulseAll(_changed);
        }

        meter.Add(isFinished ? 1 : 0, block.Pass is null ? (long)block.Count * block.Tensor.Result.DType.BitSize() / 8 : 0);
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
