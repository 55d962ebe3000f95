using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static MergeBuild.Checkpoints.Hashing.Blake3Constants;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>Gathers the same word of sixteen inputs in one vector, four words at a time.</summary>
internal static unsafe class Transposition512
{
    private const int Side = 16;
    private const int WordsAtOnce = 4;

    /// <summary>Writes word w of input i to <c>message[16 w + i]</c>.</summary>
    /// <param name="block">The first input's block.</param>
    /// <param name="stride">Bytes from one input to the next.</param>
    /// <param name="message">Where the words go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(byte* block, int stride, uint* message)
    {
        for (var word = 0; word < BlockWords; word += WordsAtOnce)
        {
            // Quarter q of row r has the four words of input 4 q + r.
            var words = block + (word * WordLength);
            var row0 = Quarters(words, stride);
            var row1 = Quarters(words + stride, stride);
            var row2 = Quarters(words + (2L * stride), stride);
            var row3 = Quarters(words + (3L * stride), stride);
            var (low01, high01) = (Avx512F.UnpackLow(row0, row1).AsUInt64(), Avx512F.UnpackHigh(row0, row1).AsUInt64());
            var (low23, high23) = (Avx512F.UnpackLow(row2, row3).AsUInt64(), Avx512F.UnpackHigh(row2, row3).AsUInt64());
            var column = message + (word * Side);
            Avx512F.UnpackLow(low01, low23).AsUInt32().Store(column);
            Avx512F.UnpackHigh(low01, low23).AsUInt32().Store(column + Side);
            Avx512F.UnpackLow(high01, high23).AsUInt32().Store(column + (2 * Side));
            Avx512F.UnpackHigh(high01, high23).AsUInt32().Store(column + (3 * Side));
        }
    }

    // Loads that insert do not take up the port that shuffles need.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Quarters(byte* words, int stride)
    {
        var quarters = Vector128.Load((uint*)words).ToVector256Unsafe().ToVector512Unsafe();
        quarters = Avx512F.InsertVector128(quarters, Vector128.Load((uint*)(words + (4L * stride))), 1);
        quarters = Avx512F.InsertVector128(quarters, Vector128.Load((uint*)(words + (8L * stride))), 2);
        return Avx512F.InsertVector128(quarters, Vector128.Load((uint*)(words + (12L * stride))), 3);
    }
}
