using System.Runtime.Intrinsics;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>Sums over blocks of values, in float64 and in eight fixed lanes, so that they do not depend on the machine.</summary>
internal static class ProfileSums
{
    /// <summary>Σ of products; both have the same length.</summary>
    public static double Product(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= first.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (x, y) = (Vector256.Create(first[i..]), Vector256.Create(second[i..]));
            low += Vector256.WidenLower(x) * Vector256.WidenLower(y);
            high += Vector256.WidenUpper(x) * Vector256.WidenUpper(y);
        }

        var rest = 0.0;
        for (; i < first.Length; i++)
        {
            rest += (double)first[i] * second[i];
        }

        var lanes = low + high;
        return lanes[0] + lanes[1] + lanes[2] + lanes[3] + rest;
    }

    /// <summary>Replaces values that are not finite by zero, and returns how many there were.</summary>
    public static long ClearNotFinite(Span<float> values)
    {
        var count = 0L;
        foreach (ref var value in values)
        {
            if (!float.IsFinite(value))
            {
                value = 0;
                count++;
            }
        }

        return count;
    }

    /// <summary>The least and the greatest value.</summary>
    public static (float Minimum, float Maximum) Range(ReadOnlySpan<float> values)
    {
        var (minimum, maximum) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        return (minimum, maximum);
    }
}
