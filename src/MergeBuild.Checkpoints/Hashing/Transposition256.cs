using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static MergeBuild.Checkpoints.Hashing.Blake3Constants;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>Gathers the same word of eight inputs in one vector: two 8 × 8 transpositions, one for each half of a block.</summary>
internal static unsafe class Transposition256
{
    private const int Side = 8;

    /// <summary>Writes word w of input i to <c>message[8 w + i]</c>.</summary>
    /// <param name="block">The first input's block.</param>
    /// <param name="stride">Bytes from one input to the next.</param>
    /// <param name="message">Where the words go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(byte* block, int stride, uint* message)
    {
        for (var first = 0; first < BlockWords; first += Side)
        {
            Four(block + (first * WordLength), stride, message + (first * Side));
            Four(block + ((first + 4) * WordLength), stride, message + ((first + 4) * Side));
        }
    }

    // Four words: inputs 0 to 3 in the lower halves of the rows, 4 to 7 in the upper ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(byte* block, int stride, uint* message)
    {
        var row0 = Halves(block, stride);
        var row1 = Halves(block + stride, stride);
        var row2 = Halves(block + (2L * stride), stride);
        var row3 = Halves(block + (3L * stride), stride);
        var (low01, high01) = (Avx2.UnpackLow(row0, row1).AsUInt64(), Avx2.UnpackHigh(row0, row1).AsUInt64());
        var (low23, high23) = (Avx2.UnpackLow(row2, row3).AsUInt64(), Avx2.UnpackHigh(row2, row3).AsUInt64());
        Avx2.UnpackLow(low01, low23).AsUInt32().Store(message);
        Avx2.UnpackHigh(low01, low23).AsUInt32().Store(message + Side);
        Avx2.UnpackLow(high01, high23).AsUInt32().Store(message + (2 * Side));
        Avx2.UnpackHigh(high01, high23).AsUInt32().Store(message + (3 * Side));
    }

    // Loads that insert do not take up the port that shuffles need.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Halves(byte* words, int stride) =>
        Avx2.InsertVector128(Vector128.Load((uint*)words).ToVector256Unsafe(), Vector128.Load((uint*)(words + (4L * stride))), 1);
}
