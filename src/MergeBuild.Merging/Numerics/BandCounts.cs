using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Merging.Numerics;

/// <summary>How many magnitudes lie above, on and inside the edges of a band.</summary>
/// <param name="Above">Above the upper edge.</param>
/// <param name="OnUpper">On the upper edge.</param>
/// <param name="Inside">Between the edges.</param>
/// <param name="OnLower">On the lower edge; none where it is also the upper one.</param>
internal readonly record struct BandCounts(int Above, int OnUpper, int Inside, int OnLower)
{
    /// <summary>Places that <see cref="Of"/> may write behind the last magnitude inside.</summary>
    public const int Slack = 16;

    /// <summary>Counts the magnitudes of some numbers, and copies those inside.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="lower">The lower edge; below zero for none.</param>
    /// <param name="upper">The upper edge, not below the lower one.</param>
    /// <param name="inside">Where the bits of the magnitudes inside go, in the numbers' order; as long as they are, and the slack.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe BandCounts Of(ReadOnlySpan<float> numbers, int lower, int upper, Span<int> inside)
    {
        var (above, fromUpper, fromLower, length, i) = (0u, 0u, 0u, 0, 0);
        fixed (float* source = numbers)
        fixed (int* destination = inside)
        {
            var (lowers, uppers) = (Vector512.Create(lower), Vector512.Create(upper));
            for (; i <= numbers.Length - Vector512<int>.Count; i += Vector512<int>.Count)
            {
                var magnitudes = Vector512.Load((int*)source + i) & Vector512.Create(MagnitudeBits.Largest);
                above += Count(Vector512.GreaterThan(magnitudes, uppers));
                fromUpper += Count(Vector512.GreaterThanOrEqual(magnitudes, uppers));
                fromLower += Count(Vector512.GreaterThanOrEqual(magnitudes, lowers));
                length += MagnitudeBits.Compress(
                    magnitudes, Vector512.GreaterThan(magnitudes, lowers) & Vector512.LessThan(magnitudes, uppers), destination + length);
            }
        }

        for (; i < numbers.Length; i++)
        {
            var magnitude = MagnitudeBits.Of(numbers[i]);
            above += magnitude > upper ? 1u : 0;
            fromUpper += magnitude >= upper ? 1u : 0;
            fromLower += magnitude >= lower ? 1u : 0;
            if (magnitude > lower && magnitude < upper)
            {
                inside[length++] = magnitude;
            }
        }

        return new BandCounts((int)above, (int)(fromUpper - above), length, (int)(fromLower - fromUpper) - length);
    }

    private static uint Count(Vector512<int> mask) => (uint)ulong.PopCount(mask.ExtractMostSignificantBits());
}
