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
    private readonly TensorPlan _tensor;
    private readonly ITensorMerge? _merge;
    private readonly BlockGrid _grid;
    private readonly TensorBlocks? _blocks;
    private IStatisticsPass? _pass;
    private long _nextElement;
    private long _elementsLeft;
    private bool _isFinished;

    public TensorJob(TensorPlan tensor, MergeMethod method, int blockLength, IncrementalMerge? incremental, KeyWriter? key)
    {
        _tensor = tensor;
        _grid = tensor.GridFor(method, blockLength);
        _merge = tensor.IsCopy ? null : method.Prepare(tensor.Operands);
        _blocks = incremental?.Begin(tensor, _merge, _grid);
        BeginStage(key);
    }

    public bool IsFinished => _isFinished;

    public bool TryTake(out TensorBlock block)
    {
        var count = NextCount;
        block = new TensorBlock(_tensor, _merge, _pass, _nextElement, count, _grid.UnitLength);
        _nextElement += count;
        SkipBlocks();
        return count > 0;
    }

    /// <summary>Whether a block that was taken needs no work. Called without the lock.</summary>
    public bool TrySkip(TensorBlock block, KeyWriter? key) => _blocks?.TrySkip(block, key!) ?? false;

    /// <summary>Keeps what is kept of a block that was processed. Called without the lock.</summary>
    public void Save(TensorBlock block) => _blocks?.Save(block);

    public void Complete(TensorBlock block, KeyWriter? key)
    {
        _elementsLeft -= block.Count;
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

    private void SkipBlocks()
    {
        while (_pass is { } pass && NextCount > 0 && pass.Skips(_nextElement, NextCount))
        {
            _elementsLeft -= NextCount;
            _nextElement += NextCount;
        }
    }
}
