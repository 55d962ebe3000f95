using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Engine;

/// <summary>
/// A tensor on its way: one statistics pass after the other, then the merge itself, each over all of its blocks.
/// The scheduler's lock guards it.
/// </summary>
internal sealed class TensorJob
{
    private const int BlocksTogether = 2;

    private readonly TensorPlan _tensor;
    private readonly ITensorMerge? _merge;
    private readonly BlockGrid _grid;
    private readonly TensorBlocks? _blocks;
    private readonly int _runLength;
    private IStatisticsPass? _pass;
    private long _nextElement;
    private long _elementsLeft;
    private bool _isFinished;

    public TensorJob(TensorPlan tensor, MergeMethod method, int blockLength, IncrementalMerge? incremental, KeyWriter? key)
    {
        _tensor = tensor;
        _grid = tensor.GridFor(method, blockLength);

        // What is left out of a tensor is left out of single blocks; and long units make blocks that are longer than asked for.
        _runLength = tensor.Omissions is null ? Math.Max(_grid.BlockLength, RunLength(blockLength)) : _grid.BlockLength;
        _merge = tensor.IsCopy ? null : method.Prepare(tensor.Operands);
        _blocks = incremental?.Begin(tensor, _merge, _grid);
        BeginStage(key);
    }

    /// <summary>
    /// Elements that a thread takes at a time where it can, some blocks: reads and writes are longer, and more of what is hashed is
    /// whole groups.
    /// </summary>
    public static int RunLength(int blockLength) => BlocksTogether * blockLength;

    public bool IsFinished => _isFinished;

    /// <summary>Takes a run of neighbouring blocks.</summary>
    public bool TryTake(out TensorBlock run)
    {
        var first = _nextElement;
        do
        {
            _nextElement += NextCount;
        }
        while (NextCount > 0 && _nextElement + NextCount - first <= _runLength && !SkipsNext);

        run = new TensorBlock(_tensor, _merge, _pass, first, (int)(_nextElement - first), _grid.UnitLength);
        SkipBlocks();
        return run.Count > 0;
    }

    /// <summary>Takes from a run the first blocks that follow one another and need work. Called without the lock.</summary>
    public bool TryTakeWork(ref TensorBlock run, KeyWriter? key, out TensorBlock work)
    {
        work = run with { Count = 0 };
        while (run.Count > 0)
        {
            var block = FirstOf(run);
            run = Behind(run, block);
            if (_blocks?.TrySkip(block, key!) != true)
            {
                work = work.Count == 0 ? block : work with { Count = work.Count + block.Count };
            }
            else if (work.Count > 0)
            {
                break;
            }
        }

        return work.Count > 0;
    }

    /// <summary>Keeps what is kept of blocks that were processed. Called without the lock.</summary>
    public void Save(TensorBlock run)
    {
        while (run.Count > 0 && _blocks is not null)
        {
            var block = FirstOf(run);
            _blocks.Save(block);
            run = Behind(run, block);
        }
    }

    public void Complete(TensorBlock run, KeyWriter? key)
    {
        _elementsLeft -= run.Count;
        if (_elementsLeft > 0)
        {
            return;
        }

        if (_pass is null)
        {
            _isFinished = true;
            return;
        }

        _pass.Complete();
        BeginStage(key);
    }

    /// <summary>Lets go of what the sources hold in memory; no block is left.</summary>
    public void Release()
    {
        foreach (var source in _tensor.Sources)
        {
            source.Content.Release();
        }
    }

    private void BeginStage(KeyWriter? key)
    {
        _pass = _grid.ElementCount == 0 ? null : _merge?.NextPass();
        if (_pass is { } pass && _blocks?.TryBeginPass(pass, key!) == false)
        {
            _pass = null;
        }

        if (_pass is null)
        {
            _blocks?.CompletePasses(key!);
        }

        _nextElement = 0;
        _elementsLeft = _grid.ElementCount;
        _isFinished = _grid.ElementCount == 0;
        SkipBlocks();
    }

    private int NextCount => _grid.CountAt(_nextElement);

    private bool SkipsNext => _pass?.Skips(_nextElement, NextCount) == true;

    private TensorBlock FirstOf(TensorBlock run) => run with { Count = _grid.CountAt(run.FirstElement) };

    private static TensorBlock Behind(TensorBlock run, TensorBlock block) =>
        run with { FirstElement = run.FirstElement + block.Count, Count = run.Count - block.Count };

    private void SkipBlocks()
    {
        while (NextCount > 0 && SkipsNext)
        {
            _elementsLeft -= NextCount;
            _nextElement += NextCount;
        }
    }
}
