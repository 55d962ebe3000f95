namespace MergeBuild.Merging.Engine;

/// <summary>How a tensor is cut into blocks, each of whole units but for the last.</summary>
/// <param name="ElementCount">Elements of the tensor.</param>
/// <param name="BlockLength">Elements of a block.</param>
/// <param name="UnitLength">Elements of a unit, see <see cref="Tiling"/>.</param>
internal readonly record struct BlockGrid(long ElementCount, int BlockLength, int UnitLength)
{
    /// <summary>How many blocks.</summary>
    public int BlockCount => checked((int)((ElementCount + BlockLength - 1) / BlockLength));

    /// <summary>The indexes of all blocks.</summary>
    public IEnumerable<int> Blocks => Enumerable.Range(0, BlockCount);

    /// <summary>The index of the block that begins at an element.</summary>
    public int IndexOf(long firstElement) => (int)(firstElement / BlockLength);

    /// <summary>Elements of the block that begins at an element; none behind the last.</summary>
    public int CountAt(long firstElement) => (int)Math.Min(BlockLength, ElementCount - firstElement);

    /// <summary>The first element of a block, and how many it has.</summary>
    public (long First, int Count) RangeOf(int block)
    {
        var first = (long)block * BlockLength;
        return (first, CountAt(first));
    }
}
