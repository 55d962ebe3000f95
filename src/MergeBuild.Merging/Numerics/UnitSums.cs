using System.Runtime.InteropServices;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Numerics;

/// <summary>
/// Sums over a tensor that do not depend on threads or block size: a partial sum for each unit, added up in the order
/// of the units.
/// </summary>
internal sealed class UnitSums(Tiling tiling, int sumCount)
{
    private readonly double[] _partials = new double[(long)tiling.UnitCount * sumCount];

    /// <summary>Sets the partial sum of a unit. Units may be set by several threads at once.</summary>
    public void Set(long firstElement, int sum, double value) =>
        _partials[((long)tiling.UnitAt(firstElement) * sumCount) + sum] = value;

    /// <summary>The bytes of the partial sums of so many elements.</summary>
    public int PartLength(int count) => UnitsIn(count) * sumCount * sizeof(double);

    /// <summary>Writes the partial sums of a block.</summary>
    public void Save(long firstElement, int count, Span<byte> part) => MemoryMarshal.AsBytes(Partials(firstElement, count)).CopyTo(part);

    /// <summary>Takes over the partial sums of a block.</summary>
    public void Load(long firstElement, int count, ReadOnlySpan<byte> part) => MemoryMarshal.Cast<byte, double>(part).CopyTo(Partials(firstElement, count));

    /// <summary>A sum over the whole tensor.</summary>
    public double Total(int sum)
    {
        var total = 0.0;
        for (var i = (long)sum; i < _partials.Length; i += sumCount)
        {
            total += _partials[i];
        }

        return total;
    }

    private Span<double> Partials(long firstElement, int count) =>
        _partials.AsSpan(tiling.UnitAt(firstElement) * sumCount, UnitsIn(count) * sumCount);

    private int UnitsIn(int count) => (count + tiling.UnitLength - 1) / tiling.UnitLength;
}
