namespace MergeBuild.Merging.Engine;

/// <summary>One reading of a tensor's operands, before any of its blocks can be merged.</summary>
internal interface IStatisticsPass
{
    /// <summary>Whether the pass looks at an expert; those that it does not look at are not read.</summary>
    bool Reads(int expert);

    /// <summary>Whether the pass does without a block, which is then not read: a pass may look at a sample.</summary>
    bool Skips(long firstElement, int count) => false;

    /// <summary>What of the pass can be kept for later builds, or null.</summary>
    IBlockStatistics? Kept => null;

    /// <summary>Takes in one block. Called by several threads at once, for different blocks in any order.</summary>
    void Accumulate(BlockOperands block);

    /// <summary>Called once, after the last block.</summary>
    void Complete();
}
