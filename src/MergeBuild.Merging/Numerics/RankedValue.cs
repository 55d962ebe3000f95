using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Merging.Numerics;

/// <summary>
/// The k-th largest of some integers, without sorting them: a histogram over their range gives the bin that holds it,
/// then another over that bin's values alone, until a bin is one value.
/// </summary>
internal static unsafe class RankedValue
{
    private const int DigitBits = 11;

    /// <summary>The k-th largest.</summary>
    /// <param name="values">Integers from 0 on.</param>
    /// <param name="k">From 1, for the largest, to how many there are.</param>
    /// <param name="lowest">None is below.</param>
    /// <param name="highest">None is above.</param>
    public static int OfLargest(ReadOnlySpan<int> values, long k, int lowest = 0, int highest = int.MaxValue)
    {
        var buffer = ArrayPool<int>.Shared.Rent(values.Length + Vector512<int>.Count);
        var (low, shift) = (lowest, Math.Max(0, 32 - int.LeadingZeroCount(highest - lowest) - DigitBits));
        while (true)
        {
            var bin = FindBin(values, low, shift, ref k);
            low += bin << shift;
            if (shift == 0)
            {
                ArrayPool<int>.Shared.Return(buffer);
                return low;
            }

            values = buffer.AsSpan(0, Keep(values, low, low + ((1 << shift) - 1), buffer));
            shift = Math.Max(0, shift - DigitBits);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FindBin(ReadOnlySpan<int> values, int low, int shift, ref long k)
    {
        var counts = (Span<int>)stackalloc int[1 << DigitBits];
        counts.Clear();
        foreach (var value in values)
        {
            counts[(value - low) >> shift]++;
        }

        var bin = counts.Length - 1;
        while (counts[bin] < k)
        {
            k -= counts[bin--];
        }

        return bin;
    }

    // What is kept may overwrite what it is taken from: it never gets ahead.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Keep(ReadOnlySpan<int> values, int from, int to, Span<int> kept)
    {
        var (count, i) = (0, 0);
        fixed (int* source = values)
        fixed (int* destination = kept)
        {
            for (; i <= values.Length - Vector512<int>.Count; i += Vector512<int>.Count)
            {
                var lanes = Vector512.Load(source + i);
                var isInside = Vector512.GreaterThanOrEqual(lanes, Vector512.Create(from)) & Vector512.LessThanOrEqual(lanes, Vector512.Create(to));
                count += MagnitudeBits.Compress(lanes, isInside, destination + count);
            }

            for (; i < values.Length; i++)
            {
                if (source[i] >= from && source[i] <= to)
                {
                    destination[count++] = source[i];
                }
            }
        }

        return count;
    }

    /// <summary>How many magnitudes are greater than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountAbove(ReadOnlySpan<int> magnitudes, int magnitude)
    {
        var count = 0;
        foreach (var other in magnitudes)
        {
            count += other > magnitude ? 1 : 0;
        }

        return count;
    }
}
