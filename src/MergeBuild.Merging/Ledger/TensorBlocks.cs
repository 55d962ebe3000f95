using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Ledger;

/// <summary>The blocks of one tensor in an incremental merge: their keys, and which of them are taken over.</summary>
internal sealed class TensorBlocks
{
    private readonly TensorPlan _tensor;
    private readonly string _formula;
    private readonly ITensorMerge? _merge;
    private readonly BlockGrid _grid;
    private readonly LedgerTensor? _before;
    private readonly FinishedTensor? _old;
    private readonly Lazy<FinishedTensor?> _stored;
    private readonly IncrementalMerge _owner;
    private readonly BlockKeys _keyOf;
    private readonly Blake3Digest[] _keys;
    private readonly bool[] _isReused;
    private readonly List<PassParts> _passes = [];
    private readonly List<PassKeys> _passKeys = [];
    private ImmutableArray<byte> _hints = [];
    private ImmutableArray<BlockReasons> _reasons = [];

    public TensorBlocks(
        TensorPlan tensor, string formula, ITensorMerge? merge, BlockGrid grid, IncrementalMerge owner, TensorKeys? known)
    {
        _tensor = tensor;
        _formula = formula;
        _merge = merge;
        _grid = grid;
        _owner = owner;
        known = known?.BlockLength == grid.BlockLength ? known : null;
        _keyOf = new BlockKeys(tensor, formula, merge, grid, known);
        _passKeys.AddRange(known?.Passes ?? []);
        _keys = new Blake3Digest[BlockCount];
        _isReused = new bool[BlockCount];
        _before = owner.Prior.Record(tensor.Result.Name) is { } before && before.BlockLength == grid.BlockLength && before.Keys.Length == BlockCount ? before : null;
        _old = _before is not null && owner.Prior.File(_before.File) is { } file && _before.Tree.Length == tensor.Result.ByteLength
            ? new FinishedTensor(file, _before.Offset, _before.Tree)
            : null;
        _stored = new Lazy<FinishedTensor?>(FindStored);
        if (_before is not null)
        {
            merge?.Expect(_before.Hints.AsSpan());
        }
    }

    /// <summary>How many blocks the tensor has.</summary>
    public int BlockCount => _grid.BlockCount;

    /// <summary>How many of them are computed.</summary>
    public int BlocksMerged => _isReused.Count(isReused => !isReused);

    /// <summary>Bytes of the result that are computed.</summary>
    public long BytesMerged => _grid.Blocks.Where(block => !_isReused[block]).Sum(block => ByteRange(block).Length);

    /// <summary>The first element and the number of elements of each block that is computed.</summary>
    public IEnumerable<(long First, int Count)> Merged => _grid.Blocks.Where(block => !_isReused[block]).Select(_grid.RangeOf);

    /// <summary>The digest of all keys.</summary>
    public Blake3Digest Key => Blake3.Hash(MemoryMarshal.AsBytes(_keys.AsSpan()));

    /// <summary>
    /// Begins a pass over the operands. False where no block needs it: the statistics cannot be said, so all inputs are in
    /// every key, and these are those of the last build.
    /// </summary>
    public bool TryBeginPass(IStatisticsPass pass, KeyWriter key)
    {
        _keyOf.HasPasses = true;
        if (!_merge!.DescribesStatistics)
        {
            return !AreAllKeysUnchanged(key) && _stored.Value is null;
        }

        var ordinal = _passes.Count;
        _passes.Add(new PassParts(_tensor, pass, _before?.Passes.ElementAtOrDefault(ordinal), _passKeys, _grid, key));
        _passKeys.Add(_passes[^1].Keys);
        return true;
    }

    /// <summary>Whether a block needs no work: the ledger has its part of the statistics, or its bytes.</summary>
    public bool TrySkip(TensorBlock block, KeyWriter key)
    {
        if (block.Pass is not null)
        {
            return _passes.Count > 0 && _passes[^1].TryLoad(block, key);
        }

        var index = _grid.IndexOf(block.FirstElement);
        if (_keyOf.Of(index, key) is not { } known)
        {
            return false;
        }

        _keys[index] = known;
        var finished = IsAsBefore(index, known) ? _old : _stored.Value;
        if (finished is null)
        {
            return false;
        }

        var (offset, length) = ByteRange(index);
        _owner.Reuse(_tensor, offset, length, finished);
        _isReused[index] = true;
        return true;
    }

    /// <summary>Keeps what a pass found in a block that was read.</summary>
    public void Save(TensorBlock block)
    {
        if (block.Pass is not null && _passes.Count > 0)
        {
            _passes[^1].Save(block.FirstElement, block.Count);
        }
    }

    /// <summary>Called when no pass is left.</summary>
    public void CompletePasses(KeyWriter key)
    {
        if (_merge is null || !_keyOf.HasPasses || !_merge.DescribesStatistics)
        {
            return;
        }

        _hints = ImmutableArray.Create(_merge.Hints);
        if (_merge.KnownPass is { } pass)
        {
            var parts = new PassParts(_tensor, pass, null, _passKeys, _grid, key);
            foreach (var (first, count) in _grid.Blocks.Select(_grid.RangeOf))
            {
                parts.Save(first, count);
            }

            _passes.Clear();
            _passes.Add(parts);
        }
    }

    /// <summary>Computes what had to wait until the inputs were known.</summary>
    public void Complete(KeyWriter key, InputTrees inputs)
    {
        foreach (var pass in _passes)
        {
            pass.Complete(key);
        }

        for (var block = 0; block < BlockCount; block++)
        {
            if (_keys[block] == default)
            {
                _keys[block] = _keyOf.Of(block, key) ?? throw new InvalidOperationException($"The inputs of '{_tensor.Result.Name}' are not known.");
            }
        }

        var explanation = new BlockExplanation(_tensor, _formula, _before, _old is not null, _keyOf.HasPasses, inputs);
        _reasons = [.. _grid.Blocks
            .GroupBy(block => (_isReused[block], Reason: ReasonOf(block, explanation)))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Reason, StringComparer.Ordinal)
            .Select(group => new BlockReasons(group.Key.Item1, group.Key.Reason, group.Count()))];
    }

    /// <summary>The keys that are known by now.</summary>
    public TensorKeys ToKeys() => new(_grid.BlockLength, _keys, [.. _passKeys]);

    public LedgerTensor ToLedger(ShardWriter writer)
    {
        var (file, offset) = writer.PlaceOf(_tensor.Result.Name);
        return new LedgerTensor
        {
            File = file,
            Offset = offset,
            Tree = writer.TreeOf(_tensor.Result.Name),
            BlockLength = _grid.BlockLength,
            Formula = _formula,
            Keys = _keys,
            Passes = [.. _passes.Select(pass => pass.ToLedger())],
            Hints = _hints,
            Reasons = _reasons,
        };
    }

    private string ReasonOf(int block, BlockExplanation explanation)
    {
        if (_isReused[block])
        {
            return IsAsBefore(block, _keys[block]) ? "unchanged" : "found in the store";
        }

        var (first, count) = _grid.RangeOf(block);
        return explanation.Of(first, count);
    }

    private bool AreAllKeysUnchanged(KeyWriter key) => _grid.Blocks.All(block => _keyOf.Of(block, key) is { } known && IsAsBefore(block, known));

    private bool IsAsBefore(int block, Blake3Digest key) => _old is not null && _before!.Keys[block] == key;

    // Once for the tensor, by whichever thread first meets a block that the last build does not have.
    private FinishedTensor? FindStored()
    {
        if (!_owner.HasStore)
        {
            return null;
        }

        var key = _owner.CreateKeyWriter();
        var keys = _grid.Blocks.Select(block => _keyOf.Of(block, key)).ToArray();
        return Array.TrueForAll(keys, known => known is not null)
            ? _owner.FindStored(_tensor, Blake3.Hash(MemoryMarshal.AsBytes(Array.ConvertAll(keys, known => known!.Value).AsSpan())))
            : null;
    }

    private (long Offset, long Length) ByteRange(int block)
    {
        var (first, count) = _grid.RangeOf(block);
        return (_tensor.Result.DType.ByteLength(first), _tensor.Result.DType.ByteLength(count));
    }
}
