using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MergeBuild.Merging.Numerics;

/// <summary>Magnitudes of float32 as their bits: integers from 0 to <see cref="Largest"/> in the same order.</summary>
internal static unsafe class MagnitudeBits
{
    /// <summary>Above every magnitude of a number; also the mask that leaves the sign out.</summary>
    public const int Largest = 0x7FFFFFFF;

    /// <summary>The bits of a number's magnitude.</summary>
    public static int Of(float number) => BitConverter.SingleToInt32Bits(number) & Largest;

    /// <summary>The number whose magnitude has these bits.</summary>
    public static float ToSingle(int bits) => BitConverter.Int32BitsToSingle(bits);

    /// <summary>
    /// Writes the lanes whose mask is set one behind the other and returns their number. Up to 16 places are overwritten.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compress(Vector512<int> lanes, Vector512<int> mask, int* destination)
    {
        var bits = (uint)mask.ExtractMostSignificantBits();
        var count = (int)uint.PopCount(bits);
        if (Avx512F.IsSupported)
        {
            Avx512F.Compress(lanes, mask, lanes).Store(destination);
            return count;
        }

        for (; bits != 0; bits &= bits - 1)
        {
            *destination++ = lanes.GetElement((int)uint.TrailingZeroCount(bits));
        }

        return count;
    }
}
