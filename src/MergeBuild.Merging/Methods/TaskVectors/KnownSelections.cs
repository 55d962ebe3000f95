using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>The reading that would count around known thresholds, of which all counts are known.</summary>
/// <param name="counts">By expert; null for those that select nothing.</param>
internal sealed class KnownSelections(SelectionCounts?[] counts) : IStatisticsPass
{
    public IBlockStatistics Kept { get; } = new KeptSelections(counts);

    public bool Reads(int expert) => counts[expert] is not null;

    public void Accumulate(BlockOperands block) => throw new InvalidOperationException("All counts are known.");

    public void Complete()
    {
    }
}
