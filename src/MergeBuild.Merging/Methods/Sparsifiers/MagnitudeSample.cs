using System.Buffers;
using System.Runtime.InteropServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// A small sample of a tensor's magnitudes, from pairs of neighbouring units at equal distances, to guess a band that
/// holds the k-th largest. A wrong guess costs time and nothing else.
/// </summary>
internal sealed class MagnitudeSample : ISelectionStage
{
    /// <summary>The fewest units of a tensor that is worth sampling.</summary>
    public const int FewestUnits = 16;

    private const int UnitsTogether = 2;
    private const int RunLength = 64;
    private const int RunsInUnit = 64;
    private const int FromUnit = RunsInUnit * RunLength;

    private readonly Tiling _tiling;
    private readonly int _distance;
    private readonly int _sampledUnits;
    private readonly int[] _magnitudes;

    public MagnitudeSample(Tiling tiling)
    {
        _tiling = tiling;

        // The last unit may be short and is left out.
        var units = tiling.UnitCount - 1;
        _distance = Math.Min(4 * (int)Math.Sqrt(units), units / 2);
        _sampledUnits = (units / _distance * UnitsTogether) + Math.Min(units % _distance, UnitsTogether);
        _magnitudes = ArrayPool<int>.Shared.Rent(_sampledUnits * FromUnit);
    }

    /// <summary>The share of the sample that is zero.</summary>
    public double ZeroShare => Magnitudes.Count(0) / (double)Magnitudes.Length;

    private Span<int> Magnitudes => _magnitudes.AsSpan(0, _sampledUnits * FromUnit);

    public bool Skips(long firstElement, int count)
    {
        var (first, last) = (_tiling.UnitAt(firstElement), _tiling.UnitAt(firstElement + count - 1));
        return first % _distance >= UnitsTogether && first / _distance == last / _distance;
    }

    public void Accumulate(ReadOnlySpan<float> elements, long firstElement)
    {
        var unit = _tiling.UnitAt(firstElement);
        var index = (unit / _distance * UnitsTogether) + (unit % _distance);
        if (unit % _distance >= UnitsTogether || index >= _sampledUnits)
        {
            return;
        }

        var sample = _magnitudes.AsSpan(index * FromUnit, FromUnit);
        var step = elements.Length / RunsInUnit;
        for (var run = 0; run < RunsInUnit; run++)
        {
            MemoryMarshal.Cast<float, int>(elements.Slice(run * step, RunLength)).CopyTo(sample[(run * RunLength)..]);
        }

        foreach (ref var magnitude in sample)
        {
            magnitude &= MagnitudeBits.Largest;
        }
    }

    /// <summary>Guesses a band for the element that has a share of all elements above it.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="widest">The largest share of the elements that the inside of the band may hold.</param>
    /// <returns>The edges, below zero and <see cref="MagnitudeBits.Largest"/> for none, and the share expected inside.</returns>
    public (int Lower, int Upper, double InsideShare) Guess(double share, double widest)
    {
        var count = Magnitudes.Length;
        var middle = RankedValue.OfLargest(Magnitudes, Math.Clamp((long)(share * count), 1, count));
        var margin = Math.Min(Margin(middle) + (2.0 / count), widest / 2);
        var first = (long)Math.Floor((share - margin) * count);
        var last = (long)Math.Ceiling((share + margin) * count);
        return (
            last > count ? -1 : RankedValue.OfLargest(Magnitudes, Math.Max(1, last)),
            first < 1 ? MagnitudeBits.Largest : RankedValue.OfLargest(Magnitudes, Math.Min(first, count)),
            2 * margin);
    }

    // Units differ from each other more than chance would have it, so the error of the sample is taken from their spread:
    // some standard errors, more of them where few units tell what it is.
    private double Margin(int magnitude)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var unit = 0; unit < _sampledUnits; unit++)
        {
            var above = 0;
            foreach (var sampled in _magnitudes.AsSpan(unit * FromUnit, FromUnit))
            {
                above += sampled > magnitude ? 1 : 0;
            }

            var share = above / (double)FromUnit;
            sum += share;
            squares += share * share;
        }

        var mean = sum / _sampledUnits;
        var betweenUnits = Math.Max(0, (squares / _sampledUnits) - (mean * mean)) / (_sampledUnits - 1);
        var byChance = mean * (1 - mean) / (_sampledUnits * FromUnit);
        return (4 + (8.0 / (_sampledUnits - 1))) * Math.Sqrt(Math.Max(betweenUnits, byChance));
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_magnitudes);
}
