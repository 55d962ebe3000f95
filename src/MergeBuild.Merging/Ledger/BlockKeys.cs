using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Ledger;

/// <summary>Computes the keys of a tensor's blocks: digests of all that decides their bytes.</summary>
/// <param name="tensor">The tensor.</param>
/// <param name="formula">What is done, in words.</param>
/// <param name="merge">What is done; null for a copy.</param>
/// <param name="grid">The blocks.</param>
/// <param name="known">Keys that a forecast computed; null for none.</param>
internal sealed class BlockKeys(TensorPlan tensor, string formula, ITensorMerge? merge, BlockGrid grid, TensorKeys? known)
{
    private readonly Blake3Digest _formula = Blake3.Hash(MemoryMarshal.AsBytes(formula.AsSpan()));
    private readonly Lock _lock = new();
    private Blake3Digest? _allInputs;

    /// <summary>Whether there were readings of the operands before the merge, whose statistics decide the bytes, too.</summary>
    public bool HasPasses { get; set; }

    /// <summary>The key of a block, or null where the content of an input is not known yet.</summary>
    public Blake3Digest? Of(int block, KeyWriter key)
    {
        if (known?.Blocks[block] is { } before && before != default)
        {
            return before;
        }

        var (first, count) = grid.RangeOf(block);
        key.Begin().Add(_formula).Add(first).Add(count);
        if (!HasPasses)
        {
            return Describe(key, first, count).Digest;
        }

        if (merge!.DescribesStatistics)
        {
            merge.DescribeStatistics(key, first, count);
            return Describe(key, first, count).Digest;
        }

        return key.Add(AllInputs(key)).Digest;
    }

    private Blake3Digest? AllInputs(KeyWriter key)
    {
        lock (_lock)
        {
            return _allInputs ??= key.DigestOf(all => Describe(all, 0, grid.ElementCount));
        }
    }

    private KeyWriter Describe(KeyWriter key, long firstElement, long count)
    {
        tensor.Base?.Content.Describe(key, firstElement, count);
        for (var i = 0; i < tensor.Experts.Length; i++)
        {
            if (tensor.Omissions?.Omits(i, firstElement) == true)
            {
                key.Add("left out");
            }
            else
            {
                tensor.Experts[i].Content.Describe(key, firstElement, count);
            }
        }

        return key;
    }
}
