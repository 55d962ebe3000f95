using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Counts the magnitudes of a range in equal bins: the way on where a guessed band was wrong. Two or three of these
/// find the k-th largest of any numbers.
/// </summary>
internal sealed class MagnitudeHistogram : ISelectionStage
{
    private const int BinBits = 11;

    private readonly int _lowest;
    private readonly int _highest;
    private readonly int _shift;
    private readonly long[] _counts = new long[1 << BinBits];
    private readonly Lock _lock = new();
    private long _above;

    /// <summary>Creates the stage.</summary>
    /// <param name="lowest">The smallest magnitude that the k-th largest can be.</param>
    /// <param name="highest">The largest.</param>
    public MagnitudeHistogram(int lowest, int highest)
    {
        (_lowest, _highest) = (lowest, highest);
        var width = 32 - int.LeadingZeroCount(highest - lowest);
        _shift = Math.Max(0, width - BinBits);
    }

    public bool Skips(long firstElement, int count) => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Accumulate(ReadOnlySpan<float> elements, long firstElement)
    {
        var counts = (Span<int>)stackalloc int[1 << BinBits];
        counts.Clear();
        var above = 0;
        foreach (var element in elements)
        {
            var magnitude = MagnitudeBits.Of(element);
            above += magnitude > _highest ? 1 : 0;
            if (magnitude >= _lowest && magnitude <= _highest)
            {
                counts[(magnitude - _lowest) >> _shift]++;
            }
        }

        lock (_lock)
        {
            _above += above;
            for (var bin = 0; bin < counts.Length; bin++)
            {
                _counts[bin] += counts[bin];
            }
        }
    }

    /// <summary>The range of the bin that holds the k-th largest, and how many magnitudes it holds.</summary>
    public (int Lowest, int Highest, long Count) BinOf(long k)
    {
        k -= _above;
        var bin = _counts.Length - 1;
        while (_counts[bin] < k)
        {
            k -= _counts[bin--];
        }

        var first = _lowest + (bin << _shift);
        return (first, first + ((1 << _shift) - 1), _counts[bin]);
    }

    public void Dispose()
    {
    }
}
