using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Keeps the k elements of the largest magnitude; of equal ones, those with the lowest index. Exact, without holding or
/// sorting the tensor: magnitudes of float32 are ordered as their bits are, so three histograms, each over the next
/// bits of the elements that share the bits found so far, give the k-th largest (radix selection). If only some of the
/// elements equal to it may be kept, one more pass counts them by unit.
/// </summary>
internal sealed class MagnitudeTrim : ISparsifier
{
    private const uint MagnitudeBits = 0x7FFFFFFF;
    private const int FloatBits = 32;

    // 31 bits of magnitude in three digits, the highest first. A histogram of 2048 counters stays in the fastest cache.
    private static readonly (int Shift, int Width)[] Digits = [(20, 11), (10, 10), (0, 10)];

    private readonly long _keepCount;
    private readonly long[] _histogram = new long[2048];
    private readonly Lock _histogramLock = new();
    private readonly long _elementCount;

    private int _digit;
    private uint _prefix;
    private long _greaterCount;
    private long _equalKeepCount;
    private int[]? _equalCounts;
    private long[]? _equalsBefore;

    public MagnitudeTrim(long elementCount, double density)
    {
        _elementCount = elementCount;
        _keepCount = (long)(density * elementCount);
        _digit = _keepCount == 0 ? Digits.Length : 0;
    }

    public bool NeedsPass => _digit < Digits.Length || (_equalCounts is not null && _equalsBefore is null);

    public double Factor => 1;

    // The k-th largest magnitude.
    private float Threshold => BitConverter.UInt32BitsToSingle(_prefix);

    public void Accumulate(Span<float> delta, long firstElement)
    {
        if (_digit < Digits.Length)
        {
            CountDigits(delta);
        }
        else
        {
            _equalCounts![firstElement / UnitSums.UnitLength] = CountEqual(delta);
        }
    }

    public void CompletePass()
    {
        if (_digit == Digits.Length)
        {
            SumEqualCounts();
            return;
        }

        var (shift, _) = Digits[_digit++];
        var bin = _histogram.Length - 1;
        while (_greaterCount + _histogram[bin] < _keepCount)
        {
            _greaterCount += _histogram[bin--];
        }

        _prefix |= (uint)bin << shift;
        if (_digit == Digits.Length)
        {
            _equalKeepCount = _keepCount - _greaterCount;
            _equalCounts = _equalKeepCount < _histogram[bin] ? new int[(_elementCount + UnitSums.UnitLength - 1) / UnitSums.UnitLength] : null;
        }

        Array.Clear(_histogram);
    }

    public void Apply(Span<float> delta, long firstElement)
    {
        if (_keepCount == 0)
        {
            delta.Clear();
            return;
        }

        if (_equalsBefore is null)
        {
            MagnitudeThreshold.Keep(delta, Threshold);
            return;
        }

        var unit = firstElement / UnitSums.UnitLength;
        var keepable = _equalKeepCount - _equalsBefore[unit];
        if (keepable >= _equalCounts![unit])
        {
            MagnitudeThreshold.Keep(delta, Threshold);
        }
        else if (keepable <= 0)
        {
            MagnitudeThreshold.Keep(delta, MathF.BitIncrement(Threshold));
        }
        else
        {
            KeepFirstEquals(delta, keepable);
        }
    }

    private void CountDigits(ReadOnlySpan<float> delta)
    {
        var (shift, width) = Digits[_digit];
        var mask = (1u << width) - 1;

        // Bits above this digit that an element must share; for the first digit a shift by all 32 bits leaves none.
        var above = shift + width;
        var counts = (Span<int>)stackalloc int[1 << width];
        counts.Clear();
        foreach (var element in delta)
        {
            var bits = BitConverter.SingleToUInt32Bits(element) & MagnitudeBits;
            if (above >= FloatBits - 1 || bits >> above == _prefix >> above)
            {
                counts[(int)(bits >> shift & mask)]++;
            }
        }

        lock (_histogramLock)
        {
            for (var bin = 0; bin < counts.Length; bin++)
            {
                _histogram[bin] += counts[bin];
            }
        }
    }

    private int CountEqual(ReadOnlySpan<float> delta)
    {
        var count = 0;
        foreach (var element in delta)
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

    private void KeepFirstEquals(Span<float> delta, long keepable)
    {
        for (var i = 0; i < delta.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(delta[i]) & MagnitudeBits;
            if (bits < _prefix || (bits == _prefix && keepable-- <= 0))
            {
                delta[i] = 0;
            }
        }
    }
}
