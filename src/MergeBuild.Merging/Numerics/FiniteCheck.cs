using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Merging.Numerics;

/// <summary>Finds numbers that are infinite, not a number, or too large for a type.</summary>
internal static class FiniteCheck
{
    // The largest float32 that rounds to a finite number: one below half a step beyond the type's largest.
    private static readonly float LargestForBF16 = MathF.BitDecrement(BitConverter.UInt32BitsToSingle(0x7F7F8000));
    private static readonly float LargestForF16 = MathF.BitDecrement(65520);
    private static readonly float LargestForE5M2 = MathF.BitDecrement(61440);
    private const float LargestForE4M3 = 464;

    /// <summary>The largest magnitude that a type stores as a finite number.</summary>
    public static float LargestThatFits(DType dtype) => dtype switch
    {
        DType.BF16 => LargestForBF16,
        DType.F16 => LargestForF16,
        DType.F8_E5M2 => LargestForE5M2,
        DType.F8_E4M3 => LargestForE4M3,
        _ => float.MaxValue,
    };

    /// <summary>Index of the first number whose magnitude is not at most the limit, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexBeyond(ReadOnlySpan<float> numbers, float limit)
    {
        var limits = Vector512.Create(limit);
        var i = 0;
        for (; i <= numbers.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            if (!Vector512.LessThanOrEqualAll(Vector512.Abs(Vector512.Create(numbers[i..])), limits))
            {
                break;
            }
        }

        for (; i < numbers.Length; i++)
        {
            if (!(MathF.Abs(numbers[i]) <= limit))
            {
                return i;
            }
        }

        return -1;
    }
}
