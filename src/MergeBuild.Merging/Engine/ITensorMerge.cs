using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Engine;

/// <summary>How one tensor is merged: the passes over its operands, then the formula for its blocks.</summary>
internal interface ITensorMerge
{
    /// <summary>The next pass that is needed, or null when blocks can be merged. Asked again after each pass.</summary>
    IStatisticsPass? NextPass();

    /// <summary>
    /// Whether <see cref="DescribeStatistics"/> says all that the passes contribute to a block. Where it does not, every
    /// block of the tensor depends on all elements of its operands.
    /// </summary>
    bool DescribesStatistics => false;

    /// <summary>Adds what the passes found that decides a range of elements; called when no pass is left.</summary>
    void DescribeStatistics(KeyWriter key, long firstElement, int count)
    {
    }

    /// <summary>
    /// The pass that a later build with these hints begins with, all of its statistics known now; null where there is
    /// none. Asked when no pass is left.
    /// </summary>
    IStatisticsPass? KnownPass => null;

    /// <summary>What a later build's passes may start from, or nothing; called when no pass is left.</summary>
    ReadOnlySpan<byte> Hints => [];

    /// <summary>Takes the hints of an earlier build, before the first pass; they may be of other operands, or of none.</summary>
    void Expect(ReadOnlySpan<byte> hints)
    {
    }

    /// <summary>Computes a block's elements into <see cref="BlockOperands.Result"/>. Called by several threads at once.</summary>
    void Merge(BlockOperands block);
}
