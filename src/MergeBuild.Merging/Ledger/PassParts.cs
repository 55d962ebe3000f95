using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Ledger;

/// <summary>The statistics of one pass over a tensor's operands, block by block, those of the last build among them.</summary>
internal sealed class PassParts
{
    private readonly TensorPlan _tensor;
    private readonly IBlockStatistics? _statistics;
    private readonly ImmutableArray<int> _experts;
    private readonly Blake3Digest _meaning;
    private readonly LedgerPass? _before;
    private readonly LedgerPass _parts;
    private readonly BlockGrid _grid;

    public PassParts(TensorPlan tensor, IStatisticsPass pass, LedgerPass? before, IEnumerable<PassKeys> known, BlockGrid grid, KeyWriter key)
    {
        _tensor = tensor;
        _statistics = pass.Kept;
        _grid = grid;
        _experts = [.. Enumerable.Range(0, tensor.Experts.Length).Where(pass.Reads)];
        var blocks = _statistics is null ? 0 : grid.BlockCount;
        var length = _statistics?.PartLength(grid.BlockLength) ?? 0;
        _parts = new LedgerPass(new Blake3Digest[blocks], new byte[blocks * length]);
        _before = before?.Keys.Length == blocks && before.Parts.Length == _parts.Parts.Length ? before : null;
        if (_statistics is not null)
        {
            key.Begin();
            _statistics.Describe(key);
            _meaning = key.Digest!.Value;
            known.FirstOrDefault(pass => pass.Meaning == _meaning && pass.Experts.SequenceEqual(_experts) && pass.Blocks.Length == blocks)?.Blocks.CopyTo(_parts.Keys, 0);
        }
    }

    /// <summary>Takes in a block without reading it, if the last build's part of it still holds.</summary>
    public bool TryLoad(TensorBlock block, KeyWriter key)
    {
        if (_statistics is null)
        {
            return false;
        }

        var index = _grid.IndexOf(block.FirstElement);
        if (KeyOf(index, key) is not { } known)
        {
            return false;
        }

        _parts.Keys[index] = known;
        if (_before is null || _before.Keys[index] != known)
        {
            return false;
        }

        var part = _before.Part(index)[.._statistics.PartLength(block.Count)];
        part.CopyTo(_parts.Part(index));
        _statistics.Load(block.FirstElement, block.Count, part);
        return true;
    }

    /// <summary>Keeps the part of a block that was read.</summary>
    public void Save(long firstElement, int count) => _statistics?.Save(
        firstElement, count, _parts.Part(_grid.IndexOf(firstElement))[.._statistics.PartLength(count)]);

    /// <summary>Computes the keys that had to wait.</summary>
    public void Complete(KeyWriter key)
    {
        for (var block = 0; block < _parts.Keys.Length; block++)
        {
            if (_parts.Keys[block] == default)
            {
                _parts.Keys[block] = KeyOf(block, key) ?? default;
            }
        }
    }

    public LedgerPass ToLedger() => _parts;

    /// <summary>The keys, those that follow among them.</summary>
    public PassKeys Keys => new(_meaning, _experts, _parts.Keys);

    private Blake3Digest? KeyOf(int block, KeyWriter key)
    {
        if (_parts.Keys[block] is var known && known != default)
        {
            return known;
        }

        var (first, count) = _grid.RangeOf(block);
        key.Begin().Add(_meaning).Add(first).Add(count);
        _tensor.Base?.Content.Describe(key, first, count);
        foreach (var expert in _experts)
        {
            key.Add(expert);
            _tensor.Experts[expert].Content.Describe(key, first, count);
        }

        return key.Digest;
    }
}
