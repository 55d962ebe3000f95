using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Numerics;

/// <summary>The units of a block, for sums that must not depend on the block's size.</summary>
internal static class Units
{
    /// <summary>The ranges of a block's units, relative to the block.</summary>
    public static IEnumerable<Range> Of(BlockOperands block) => Of(block.Count);

    /// <summary>The ranges of the units in a run of elements that begins at a unit.</summary>
    public static IEnumerable<Range> Of(int count)
    {
        for (var start = 0; start < count; start += UnitSums.UnitLength)
        {
            yield return start..Math.Min(start + UnitSums.UnitLength, count);
        }
    }
}
