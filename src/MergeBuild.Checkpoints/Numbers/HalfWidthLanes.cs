using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>Sixteen 16-bit words to and from 32 bits; one instruction each where the processor has it.</summary>
public static class HalfWidthLanes
{
    /// <summary>Fills the upper halves with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Widen(Vector256<ushort> words)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512UInt32(words);
        }

        var (lower, upper) = Vector256.Widen(words);
        return Vector512.Create(lower, upper);
    }

    /// <summary>Drops the upper halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ushort> Narrow(Vector512<uint> words) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector256UInt16(words)
        : Vector256.Narrow(words.GetLower(), words.GetUpper());
}
