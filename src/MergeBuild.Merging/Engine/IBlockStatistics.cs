using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Engine;

/// <summary>
/// The statistics of a pass, as far as they come apart into a part for each block: a part that a ledger has from an
/// earlier build need not be taken again, and its block not be read.
/// </summary>
internal interface IBlockStatistics
{
    /// <summary>Adds what gives a part its meaning, beside the elements that the pass reads. Constant during a pass.</summary>
    void Describe(KeyWriter key);

    /// <summary>The bytes of a part of so many elements.</summary>
    int PartLength(int count);

    /// <summary>Writes the part of a block that was taken in.</summary>
    void Save(long firstElement, int count, Span<byte> part);

    /// <summary>Takes in a block by its part.</summary>
    void Load(long firstElement, int count, ReadOnlySpan<byte> part);
}
