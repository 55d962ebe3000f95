using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using static MergeBuild.Checkpoints.Hashing.Blake3Constants;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>Gathers the same word of several inputs next to each other, four words of four inputs at a time.</summary>
internal static unsafe class Transposition
{
    private const int Side = 4;

    /// <summary>Writes word w of input i to <c>message[w · lanes + i]</c>, for the 16 words of a block.</summary>
    /// <param name="block">The first input's block.</param>
    /// <param name="stride">Bytes from one input to the next.</param>
    /// <param name="lanes">How many inputs.</param>
    /// <param name="message">Where the words go.</param>
    public static void Transpose(byte* block, int stride, int lanes, uint* message)
    {
        var lane = 0;
        if (Sse2.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            for (; lane <= lanes - Side; lane += Side)
            {
                var first = block + ((long)lane * stride);
                for (var word = 0; word < BlockWords; word += Side)
                {
                    TransposeSquare((uint*)first + word, stride / WordLength, message + (word * lanes) + lane, lanes);
                }
            }
        }

        for (; lane < lanes; lane++)
        {
            var words = (uint*)(block + ((long)lane * stride));
            for (var word = 0; word < BlockWords; word++)
            {
                message[(word * lanes) + lane] = words[word];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare(uint* source, int sourceStride, uint* destination, int destinationStride)
    {
        var row0 = Vector128.Load(source);
        var row1 = Vector128.Load(source + sourceStride);
        var row2 = Vector128.Load(source + (2 * sourceStride));
        var row3 = Vector128.Load(source + (3 * sourceStride));
        var (low01, high01) = (InterleaveLow(row0, row1), InterleaveHigh(row0, row1));
        var (low23, high23) = (InterleaveLow(row2, row3), InterleaveHigh(row2, row3));
        InterleaveLow(low01.AsUInt64(), low23.AsUInt64()).AsUInt32().Store(destination);
        InterleaveHigh(low01.AsUInt64(), low23.AsUInt64()).AsUInt32().Store(destination + destinationStride);
        InterleaveLow(high01.AsUInt64(), high23.AsUInt64()).AsUInt32().Store(destination + (2 * destinationStride));
        InterleaveHigh(high01.AsUInt64(), high23.AsUInt64()).AsUInt32().Store(destination + (3 * destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> InterleaveLow(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported ? Sse2.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> InterleaveHigh(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> InterleaveLow(Vector128<ulong> left, Vector128<ulong> right) =>
        Sse2.IsSupported ? Sse2.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> InterleaveHigh(Vector128<ulong> left, Vector128<ulong> right) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);
}
