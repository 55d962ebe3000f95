using System.Buffers.Binary;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// How many elements of each unit are larger than a threshold, and how many equal it. They prove the threshold, and say
/// which of the elements that equal it are selected.
/// </summary>
internal sealed class SelectionCounts
{
    private const int UnitPartLength = 2 * sizeof(int);

    private readonly Tiling _tiling;
    private readonly MagnitudeBand? _expected;
    private readonly int[] _above = [];
    private readonly int[] _equal = [];
    private readonly long[]? _equalsBefore;
    private readonly long _selectedEqual;

    /// <summary>The counts around a threshold that was found.</summary>
    /// <param name="tiling">The tensor's units.</param>
    /// <param name="band">A band that holds the threshold.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="selectedEqual">How many elements that equal it are selected.</param>
    public SelectionCounts(Tiling tiling, MagnitudeBand band, int threshold, long selectedEqual)
    {
        _tiling = tiling;
        Threshold = threshold;
        _selectedEqual = selectedEqual;
        _above = band.CountAbove(threshold);
        _equal = band.CountEqual(threshold);
        if (_equal.Sum(count => (long)count) > selectedEqual)
        {
            _equalsBefore = new long[_equal.Length];
            for (var unit = 1; unit < _equal.Length; unit++)
            {
                _equalsBefore[unit] = _equalsBefore[unit - 1] + _equal[unit - 1];
            }
        }
    }

    /// <summary>The counts around a threshold that is guessed; they go to a band of that one magnitude.</summary>
    public SelectionCounts(Tiling tiling, MagnitudeBand expected)
    {
        _tiling = tiling;
        _expected = expected;
        Threshold = expected.Upper;
    }

    /// <summary>The threshold, as the bits of a magnitude.</summary>
    public int Threshold { get; }

    /// <summary>How many of a unit's elements that equal the threshold are selected, the first ones; the largest number for all.</summary>
    public long EqualsSelectedIn(int unit)
    {
        if (_equalsBefore is null || _equal[unit] == 0)
        {
            return long.MaxValue;
        }

        var selected = _selectedEqual - _equalsBefore[unit];
        return selected >= _equal[unit] ? long.MaxValue : Math.Max(0, selected);
    }

    /// <summary>Adds to a key what is selected of a range of units.</summary>
    public void Describe(KeyWriter key, long firstElement, int count)
    {
        key.Add(Threshold);
        for (var unit = _tiling.UnitAt(firstElement); unit <= _tiling.UnitAt(firstElement + count - 1); unit++)
        {
            key.Add(EqualsSelectedIn(unit));
        }
    }

    /// <summary>The bytes of the counts of so many elements.</summary>
    public int PartLength(int count) => UnitsIn(count) * UnitPartLength;

    /// <summary>Writes the counts of a range of units.</summary>
    public void Save(long firstElement, int count, Span<byte> part)
    {
        for (var unit = _tiling.UnitAt(firstElement); !part.IsEmpty; unit++)
        {
            var (above, equal) = _expected?.CountsOf(unit) ?? (_above[unit], _equal[unit]);
            BinaryPrimitives.WriteInt32LittleEndian(part, above);
            BinaryPrimitives.WriteInt32LittleEndian(part[sizeof(int)..], equal);
            part = part[UnitPartLength..];
        }
    }

    /// <summary>Gives the counts of a range of units to the band.</summary>
    public void Load(long firstElement, ReadOnlySpan<byte> part)
    {
        for (var unit = _tiling.UnitAt(firstElement); !part.IsEmpty; unit++)
        {
            _expected!.Accept(unit, BinaryPrimitives.ReadInt32LittleEndian(part), BinaryPrimitives.ReadInt32LittleEndian(part[sizeof(int)..]));
            part = part[UnitPartLength..];
        }
    }

    private int UnitsIn(int count) => (count + _tiling.UnitLength - 1) / _tiling.UnitLength;
}
