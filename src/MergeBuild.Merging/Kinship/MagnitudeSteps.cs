using System.Runtime.InteropServices;

namespace MergeBuild.Merging.Kinship;

/// <summary>
/// Counts magnitudes in steps of 1/128 of a power of two (the upper 15 bits of a float32), to find from which step on a share of a
/// tensor lies. The share is met or exceeded by what the last step holds, and elements that are zero are never in it, so that the
/// top elements of a tensor depend on its values alone.
/// </summary>
internal sealed class MagnitudeSteps
{
    private const int StepCount = 1 << 15;
    private const int StepBits = 16;
    private const int MagnitudeMask = int.MaxValue;

    private readonly long[] _counts = new long[StepCount];

    /// <summary>The least magnitude that is not zero, in bits.</summary>
    public const int AboveZero = 1;

    /// <summary>Forgets all counts.</summary>
    public void Clear() => Array.Clear(_counts);

    /// <summary>Counts elements, and returns how many of them are not zero.</summary>
    public int Add(ReadOnlySpan<float> elements)
    {
        var changed = 0;
        foreach (var bits in MemoryMarshal.Cast<float, int>(elements))
        {
            var magnitude = bits & MagnitudeMask;
            if (magnitude != 0)
            {
                _counts[magnitude >> StepBits]++;
                changed++;
            }
        }

        return changed;
    }

    /// <summary>The least magnitude, in bits, of the largest step from which on at least so many elements lie; all that are not zero if there are fewer.</summary>
    public int Limit(long wanted)
    {
        var sum = 0L;
        for (var step = StepCount - 1; step > 0; step--)
        {
            sum += _counts[step];
            if (sum >= wanted)
            {
                return step << StepBits;
            }
        }

        return AboveZero;
    }
}
