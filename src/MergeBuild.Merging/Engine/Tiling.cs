using System.Collections.Immutable;

namespace MergeBuild.Merging.Engine;

/// <summary>
/// How a tensor is cut into units: the smallest parts that sums and ranks are taken over. Units depend on the tensor's
/// shape alone, blocks are made of whole units, and so nothing that is computed depends on the size of blocks.
/// </summary>
/// <param name="ElementCount">Elements of the tensor.</param>
/// <param name="UnitLength">Elements of a unit; the last may have fewer.</param>
/// <param name="RowLength">Elements of a row, where units are made of whole rows; else 0.</param>
internal readonly record struct Tiling(long ElementCount, int UnitLength, int RowLength)
{
    /// <summary>Elements of a unit where rows do not matter, and at least in one where they do.</summary>
    public const int DefaultUnitLength = 16384;

    /// <summary>Elements of the longest unit that a method may ask for.</summary>
    public const int LongestUnitLength = 1 << 27;

    /// <summary>How many units.</summary>
    public int UnitCount => checked((int)((ElementCount + UnitLength - 1) / UnitLength));

    /// <summary>Units without regard to rows.</summary>
    public static Tiling Flat(ImmutableArray<long> shape) => new(Count(shape), DefaultUnitLength, 0);

    /// <summary>
    /// Units of whole rows, a row being a run along the last dimension. A row longer than the default is a unit of its
    /// own, so that memory is bounded by the longest row.
    /// </summary>
    public static Tiling Rows(ImmutableArray<long> shape)
    {
        var row = checked((int)Math.Max(1, shape.IsEmpty ? 1 : shape[^1]));
        return new Tiling(Count(shape), row * Math.Max(1, DefaultUnitLength / row), row);
    }

    /// <summary>
    /// One unit for the whole tensor, for methods whose every element depends on all the others. Memory is then bounded
    /// by the largest tensor of a thread, so the planner refuses tensors beyond <see cref="LongestUnitLength"/>.
    /// </summary>
    public static Tiling Whole(ImmutableArray<long> shape)
    {
        var count = Count(shape);
        return new Tiling(count, checked((int)Math.Max(1, count)), 0);
    }

    /// <summary>The index of the unit that begins at an element.</summary>
    public int UnitAt(long firstElement) => (int)(firstElement / UnitLength);

    /// <summary>Elements of a block: as many whole units as fit, at least one.</summary>
    public int BlockLength(int wanted) => checked(UnitLength * Math.Max(1, wanted / UnitLength));

    private static long Count(ImmutableArray<long> shape) => shape.Aggregate(1L, (count, dimension) => count * dimension);
}
