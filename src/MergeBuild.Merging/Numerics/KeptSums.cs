using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Numerics;

/// <summary>Sums of a pass, kept block by block.</summary>
/// <param name="sums">The sums.</param>
/// <param name="meaning">What they are sums of; the same text, the same sums of the same elements.</param>
internal sealed class KeptSums(UnitSums sums, string meaning) : IBlockStatistics
{
    public void Describe(KeyWriter key) => key.Add(meaning);

    public int PartLength(int count) => sums.PartLength(count);

    public void Save(long firstElement, int count, Span<byte> part) => sums.Save(firstElement, count, part);

    public void Load(long firstElement, int count, ReadOnlySpan<byte> part) => sums.Load(firstElement, count, part);
}
