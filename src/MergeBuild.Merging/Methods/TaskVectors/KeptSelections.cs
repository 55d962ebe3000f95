using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Methods.Sparsifiers;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>The counts around the thresholds of some experts' selections, kept block by block.</summary>
/// <param name="counts">By expert; null for those that select nothing.</param>
internal sealed class KeptSelections(SelectionCounts?[] counts) : IBlockStatistics
{
    public void Describe(KeyWriter key)
    {
        key.Add("elements of task vectors above and equal to thresholds/1");
        foreach (var selection in counts)
        {
            key.Add(selection?.Threshold ?? -1);
        }
    }

    public int PartLength(int count) => counts.Sum(selection => selection?.PartLength(count) ?? 0);

    public void Save(long firstElement, int count, Span<byte> part)
    {
        foreach (var selection in counts.OfType<SelectionCounts>())
        {
            var length = selection.PartLength(count);
            selection.Save(firstElement, count, part[..length]);
            part = part[length..];
        }
    }

    public void Load(long firstElement, int count, ReadOnlySpan<byte> part)
    {
        foreach (var selection in counts.OfType<SelectionCounts>())
        {
            var length = selection.PartLength(count);
            selection.Load(firstElement, part[..length]);
            part = part[length..];
        }
    }
}
