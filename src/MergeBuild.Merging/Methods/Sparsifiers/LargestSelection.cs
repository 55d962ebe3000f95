using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Finds the k elements of the largest magnitude; of equal ones, those with the lowest index. Exact, without holding or
/// sorting the tensor: magnitudes of float32 are ordered as their bits are, so three histograms, each over the next
/// bits of the elements that share the bits found so far, give the k-th largest (radix selection). If only some of the
/// elements equal to it belong to the k, one more pass counts them by unit.
/// </summary>
/// <param name="tiling">The tensor's units.</param>
/// <param name="countFor">k, given the number of elements that are zero, which is known after the first pass.</param>
internal sealed class LargestSelection(Tiling tiling, Func<long, long> countFor)
{
    private const uint MagnitudeBits = 0x7FFFFFFF;

    // 31 bits of magnitude in three digits, the highest first. A histogram of 2048 counters stays in the fastest cache.
    private static readonly (int Shift, int Width)[] Digits = [(20, 11), (10, 10), (0, 10)];

    private readonly long[] _histogram = new long[2048];
    private readonly Lock _histogramLock = new();
    private int _digit;
    private uint _prefix;
    private long _zeroCount;
    private long _count;
    private long _equalCount;
    private int[]? _equalCounts;
    private long[]? _equalsBefore;

    public LargestSelection(Tiling tiling, long count)
        : this(tiling, _ => count)
    {
    }

    /// <summary>Whether another pass over the elements is needed.</summary>
    public bool NeedsPass => NeedsValuePass || (_equalCounts is not null && _equalsBefore is null);

    /// <summary>Whether another pass is needed before <see cref="Threshold"/> is known.</summary>
    public bool NeedsValuePass => _digit < Digits.Length;

    /// <summary>Whether no element is selected.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The k-th largest magnitude.</summary>
    public float Threshold => BitConverter.UInt32BitsToSingle(_prefix);

    /// <summary>How many of a unit's elements that equal the threshold are selected, the first ones; the largest number for all.</summary>
    public long EqualsSelectedIn(long firstElement)
    {
        if (_equalsBefore is null)
        {
            return long.MaxValue;
        }

        var unit = tiling.UnitAt(firstElement);
        var selected = _equalCount - _equalsBefore[unit];
        return selected >= _equalCounts![unit] ? long.MaxValue : Math.Max(0, selected);
    }

    /// <summary>Takes in a unit.</summary>
    public void Accumulate(ReadOnlySpan<float> elements, long firstElement)
    {
        if (_digit < Digits.Length)
        {
            CountDigits(elements);
        }
        else
        {
            _equalCounts![tiling.UnitAt(firstElement)] = CountEqual(elements);
        }
    }

    /// <summary>Ends a pass.</summary>
    public void CompletePass()
    {
        if (_digit == Digits.Length)
        {
            SumEqualCounts();
            return;
        }

        if (_digit == 0)
        {
            _count = countFor(_zeroCount);
        }

        if (_count == 0)
        {
            _digit = Digits.Length;
            return;
        }

        CompleteDigit();
    }

    private void CompleteDigit()
    {
        // What is left of k once the elements above the prefix are counted off stays in _equalCount.
        _equalCount = _digit == 0 ? _count : _equalCount;
        var bin = _histogram.Length - 1;
        while (_histogram[bin] < _equalCount)
        {
            _equalCount -= _histogram[bin--];
        }

        _prefix |= (uint)bin << Digits[_digit++].Shift;
        if (_digit == Digits.Length && _equalCount < _histogram[bin])
        {
            _equalCounts = new int[tiling.UnitCount];
        }

        Array.Clear(_histogram);
    }

    private void CountDigits(ReadOnlySpan<float> elements)
    {
        var (shift, width) = Digits[_digit];
        var mask = (1u << width) - 1;
        var above = shift + width;
        var wanted = (ulong)_prefix >> above;
        var counts = (Span<int>)stackalloc int[1 << width];
        counts.Clear();
        var zeros = 0;
        foreach (var element in elements)
        {
            var bits = BitConverter.SingleToUInt32Bits(element) & MagnitudeBits;
            zeros += bits == 0 ? 1 : 0;

            // Widened, since the first digit has no bits above it and a shift by all bits would be none.
            if ((ulong)bits >> above == wanted)
            {
                counts[(int)((bits >> shift) & mask)]++;
            }
        }

        lock (_histogramLock)
        {
            _zeroCount += zeros;
            for (var bin = 0; bin < counts.Length; bin++)
            {
                _histogram[bin] += counts[bin];
            }
        }
    }

    private int CountEqual(ReadOnlySpan<float> elements)
    {
        var count = 0;
        foreach (var element in elements)
        {
            count += (BitConverter.SingleToUInt32Bits(element) & MagnitudeBits) == _prefix ? 1 : 0;
        }

        return count;
    }

    private void SumEqualCounts()
    {
        _equalsBefore = new long[_equalCounts!.Length];
        for (var unit = 1; unit < _equalsBefore.Length; unit++)
        {
            _equalsBefore[unit] = _equalsBefore[unit - 1] + _equalCounts[unit - 1];
        }
    }
}
