namespace MergeBuild.Merging.Engine;

/// <summary>How one tensor is merged: the passes over its operands, then the formula for its blocks.</summary>
internal interface ITensorMerge
{
    /// <summary>The next pass that is needed, or null when blocks can be merged. Asked again after each pass.</summary>
    IStatisticsPass? NextPass();

    /// <summary>Computes a block's elements into <see cref="BlockOperands.Result"/>. Called by several threads at once.</summary>
    void Merge(BlockOperands block);
}
