using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Finds the k elements of the largest magnitude; of equal ones, those with the lowest index. Exact, without holding or
/// sorting the tensor: a sample of the blocks gives a narrow band of magnitudes in which the k-th largest should be, and
/// one reading counts what is above the band and collects what is inside. Where the sample misled, histograms narrow the
/// range down until a band is right.
/// </summary>
// CA1001 Types that own disposable fields should be disposable: a stage is disposed of when its pass ends.
#pragma warning disable CA1001
internal sealed class LargestSelection
#pragma warning restore CA1001
{
    // Four bytes each, for every expert of the few tensors that are on their way.
    private const int MostCollected = 1 << 22;

    private readonly Tiling _tiling;
    private readonly Func<long, long> _countFor;
    private ISelectionStage? _stage;
    private bool _isExpecting;
    private long? _count;
    private long _zeroCount;
    private int _lowest;
    private int _highest = MagnitudeBits.Largest;

    public LargestSelection(Tiling tiling, long count)
        : this(tiling, _ => count, count)
    {
    }

    /// <summary>Creates the selection.</summary>
    /// <param name="tiling">The tensor's units.</param>
    /// <param name="countFor">k, given the number of elements that are zero.</param>
    public LargestSelection(Tiling tiling, Func<long, long> countFor)
        : this(tiling, countFor, null)
    {
    }

    private LargestSelection(Tiling tiling, Func<long, long> countFor, long? count)
    {
        (_tiling, _countFor, _count) = (tiling, countFor, count);
        IsEmpty = count == 0;
        _stage = IsEmpty ? null : FirstStage();
    }

    /// <summary>The units' counts around the threshold, once that is known.</summary>
    public SelectionCounts? Counts { get; private set; }

    /// <summary>
    /// Begins with a guess of the threshold: a reading of the units whose counts around it are not known. A wrong guess
    /// costs that reading.
    /// </summary>
    public void Expect(int threshold)
    {
        if (_stage is not null && _count is not null && threshold is >= 0 and <= MagnitudeBits.Largest)
        {
            _stage.Dispose();
            _stage = new MagnitudeBand(_tiling, threshold, threshold, 0);
            _isExpecting = true;
        }
    }

    /// <summary>Whether the next pass counts around a guess, and what units it can be given the counts of.</summary>
    public SelectionCounts? Expected => _isExpecting && _stage is MagnitudeBand band ? new SelectionCounts(_tiling, band) : null;

    /// <summary>Whether another pass over the elements is needed.</summary>
    public bool NeedsPass => _stage is not null;

    /// <summary>Whether no element is selected.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The k-th largest magnitude.</summary>
    public float Threshold { get; private set; }

    /// <summary>Whether the next pass does without a range of units.</summary>
    public bool Skips(long firstElement, int count) => _stage?.Skips(firstElement, count) ?? false;

    /// <summary>Whether the next pass of each of some selections does without a range of units.</summary>
    public static bool AllSkip(ReadOnlySpan<LargestSelection> selections, long firstElement, int count)
    {
        foreach (var selection in selections)
        {
            if (!selection.Skips(firstElement, count))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many of a unit's elements that equal the threshold are selected, the first ones; the largest number for all.</summary>
    public long EqualsSelectedIn(long firstElement) => Counts!.EqualsSelectedIn(_tiling.UnitAt(firstElement));

    /// <summary>Takes in a unit; nothing once no pass is needed.</summary>
    public void Accumulate(ReadOnlySpan<float> elements, long firstElement)
    {
        _stage?.Accumulate(elements, firstElement);
        if (_count is null && _stage is MagnitudeBand)
        {
            Interlocked.Add(ref _zeroCount, elements.Count(0f));
        }
    }

    /// <summary>Ends a pass.</summary>
    public void CompletePass()
    {
        var stage = _stage;
        _stage = stage switch
        {
            MagnitudeSample sample => AfterSample(sample),
            MagnitudeBand band => AfterBand(band),
            MagnitudeHistogram histogram => AfterHistogram(histogram),
            _ => null,
        };
        stage?.Dispose();
    }

    private MagnitudeBand AfterSample(MagnitudeSample sample)
    {
        double count = _tiling.ElementCount;
        var k = _count ?? _countFor((long)(sample.ZeroShare * count));
        var (lower, upper, insideShare) = sample.Guess(k / count, MostCollected / 2 / count);
        return new MagnitudeBand(_tiling, lower, upper, (int)Math.Min(MostCollected, (2 * insideShare * count) + MagnitudeSample.FewestUnits));
    }

    private ISelectionStage? AfterBand(MagnitudeBand band)
    {
        var k = _count ??= _countFor(_zeroCount);
        if (k == 0)
        {
            IsEmpty = true;
            return null;
        }

        var above = band.Total(counts => counts.Above);
        var fromUpper = above + band.Total(counts => counts.OnUpper);
        var fromInside = fromUpper + band.Total(counts => counts.Inside);
        var fromLower = fromInside + band.Total(counts => counts.OnLower);
        if (k <= above)
        {
            _lowest = Math.Max(_lowest, band.Upper + 1);
        }
        else if (k <= fromUpper)
        {
            return Select(band, band.Upper, k - above);
        }
        else if (k <= fromInside && !band.IsOverfull)
        {
            var threshold = RankedValue.OfLargest(band.Collected, k - fromUpper, band.Lower + 1, band.Upper - 1);
            return Select(band, threshold, k - fromUpper - RankedValue.CountAbove(band.Collected, threshold));
        }
        else if (k <= fromInside)
        {
            (_lowest, _highest) = (Math.Max(_lowest, band.Lower + 1), Math.Min(_highest, band.Upper - 1));
        }
        else if (k <= fromLower)
        {
            return Select(band, band.Lower, k - fromInside);
        }
        else
        {
            _highest = Math.Min(_highest, band.Lower - 1);
        }

        if (_isExpecting)
        {
            _isExpecting = false;
            return FirstStage();
        }

        return new MagnitudeHistogram(_lowest, _highest);
    }

    private ISelectionStage FirstStage() => _tiling.UnitCount < MagnitudeSample.FewestUnits || _tiling.UnitLength < Tiling.DefaultUnitLength / 2
        ? new MagnitudeBand(_tiling, -1, MagnitudeBits.Largest, (int)Math.Min(_tiling.ElementCount, MostCollected))
        : new MagnitudeSample(_tiling);

    private ISelectionStage AfterHistogram(MagnitudeHistogram histogram)
    {
        (_lowest, _highest, var count) = histogram.BinOf(_count!.Value);
        return _lowest == _highest ? new MagnitudeBand(_tiling, _lowest, _lowest, 0)
            : count <= MostCollected ? new MagnitudeBand(_tiling, _lowest - 1, Math.Min(_highest, MagnitudeBits.Largest - 1) + 1, (int)count)
            : new MagnitudeHistogram(_lowest, _highest);
    }

    private ISelectionStage? Select(MagnitudeBand band, int threshold, long selectedEqual)
    {
        Threshold = MagnitudeBits.ToSingle(threshold);
        Counts = new SelectionCounts(_tiling, band, threshold, selectedEqual);
        return null;
    }
}
