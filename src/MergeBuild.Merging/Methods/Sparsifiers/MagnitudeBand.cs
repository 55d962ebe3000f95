using System.Buffers;
using System.Runtime.CompilerServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Counts a tensor's magnitudes above a band and, unit by unit, on its edges, and collects those inside. If the k-th
/// largest is in the band, that is enough to know it and how many of its equals each unit has.
/// </summary>
internal sealed class MagnitudeBand : ISelectionStage
{
    // A unit's magnitudes are collected on the stack; a longer unit, a row or a whole tensor, in several parts.
    private const int LongestPart = Tiling.DefaultUnitLength;

    private readonly Tiling _tiling;
    private readonly int _lower;
    private readonly int _upper;
    private readonly int _partsInUnit;
    private readonly (BandCounts Counts, long Start)[] _parts;
    private readonly int[] _collected;
    private long _collectedCount;

    /// <summary>Creates the stage.</summary>
    /// <param name="tiling">The tensor's units.</param>
    /// <param name="lower">The lower edge, as the bits of a magnitude; below zero for none.</param>
    /// <param name="upper">The upper edge, not below the lower one.</param>
    /// <param name="capacity">How many magnitudes inside can be collected.</param>
    public MagnitudeBand(Tiling tiling, int lower, int upper, int capacity)
    {
        (_tiling, _lower, _upper) = (tiling, lower, upper);
        _partsInUnit = (int)(((long)tiling.UnitLength + LongestPart - 1) / LongestPart);
        _parts = new (BandCounts, long)[(long)tiling.UnitCount * _partsInUnit];
        _collected = ArrayPool<int>.Shared.Rent(capacity);
    }

    /// <summary>The lower edge.</summary>
    public int Lower => _lower;

    /// <summary>The upper edge.</summary>
    public int Upper => _upper;

    /// <summary>Whether more were inside than could be collected; then only the counts are right.</summary>
    public bool IsOverfull => _collectedCount > _collected.Length;

    /// <summary>The magnitudes inside.</summary>
    public ReadOnlySpan<int> Collected => _collected.AsSpan(0, (int)_collectedCount);

    public bool Skips(long firstElement, int count) => false;

    [SkipLocalsInit]
    public void Accumulate(ReadOnlySpan<float> elements, long firstElement)
    {
        var inside = (Span<int>)stackalloc int[LongestPart + BandCounts.Slack];
        for (var part = (long)_tiling.UnitAt(firstElement) * _partsInUnit; !elements.IsEmpty; part++)
        {
            var length = Math.Min(LongestPart, elements.Length);
            var counts = BandCounts.Of(elements[..length], _lower, _upper, inside);
            var start = Interlocked.Add(ref _collectedCount, counts.Inside) - counts.Inside;
            if (start + counts.Inside <= _collected.Length)
            {
                inside[..counts.Inside].CopyTo(_collected.AsSpan((int)start));
            }

            _parts[part] = (counts, start);
            elements = elements[length..];
        }
    }

    /// <summary>The sum of a count over the tensor.</summary>
    public long Total(Func<BandCounts, int> count)
    {
        var sum = 0L;
        foreach (var (counts, _) in _parts)
        {
            sum += count(counts);
        }

        return sum;
    }

    /// <summary>How many magnitudes of each unit are above one that is in the band.</summary>
    public int[] CountAbove(int magnitude)
    {
        var above = new int[_tiling.UnitCount];
        for (var part = 0; part < _parts.Length; part++)
        {
            var (counts, start) = _parts[part];
            above[part / _partsInUnit] += counts.Above + (magnitude == _upper ? 0
                : counts.OnUpper + (magnitude == _lower ? counts.Inside : RankedValue.CountAbove(_collected.AsSpan((int)start, counts.Inside), magnitude)));
        }

        return above;
    }

    /// <summary>The counts of a unit above the band and on it; only for a band of one magnitude.</summary>
    public (int Above, int Equal) CountsOf(int unit)
    {
        var sum = (Above: 0, Equal: 0);
        for (var part = (long)unit * _partsInUnit; part < ((long)unit + 1) * _partsInUnit; part++)
        {
            sum = (sum.Above + _parts[part].Counts.Above, sum.Equal + _parts[part].Counts.OnUpper);
        }

        return sum;
    }

    /// <summary>Takes in a unit by its counts; only for a band of one magnitude.</summary>
    public void Accept(int unit, int above, int equal) => _parts[(long)unit * _partsInUnit] = (new BandCounts(above, equal, 0, 0), 0);

    /// <summary>How many magnitudes of each unit equal one that is in the band.</summary>
    public int[] CountEqual(int magnitude)
    {
        var equal = new int[_tiling.UnitCount];
        for (var part = 0; part < _parts.Length; part++)
        {
            var (counts, start) = _parts[part];
            equal[part / _partsInUnit] += magnitude == _upper ? counts.OnUpper
                : magnitude == _lower ? counts.OnLower
                : _collected.AsSpan((int)start, counts.Inside).Count(magnitude);
        }

        return equal;
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_collected);
}
