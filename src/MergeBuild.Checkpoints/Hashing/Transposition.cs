using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using static MergeBuild.Checkpoints.Hashing.Blake3Constants;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>Gathers the same word of several inputs next to each other, and back: four words of four inputs at a time.</summary>
internal static unsafe class Transposition
{
    private const int Side = 4;

    /// <summary>Writes word w of input i to <c>message[w · lanes + i]</c>, for the 16 words of a block.</summary>
    /// <param name="block">The first input's block.</param>
    /// <param name="stride">Bytes from one input to the next.</param>
    /// <param name="lanes">How many inputs.</param>
    /// <param name="message">Where the words go.</param>
    public static void Transpose(byte* block, int stride, int lanes, uint* message) =>
        Transpose((uint*)block, stride / WordLength, lanes, BlockWords, message, lanes);

    /// <summary>Writes word w of input i, which lies at <c>state[w · lanes + i]</c>, to <c>values[8 i + w]</c>.</summary>
    public static void StoreValues(uint* state, int lanes, uint* values) =>
        Transpose(state, lanes, ValueWords, lanes, values, ValueWords);

    // A matrix of so many rows and columns, its rows so many words apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(uint* source, int sourceStride, int rows, int columns, uint* destination, int destinationStride)
    {
        var squares = (Sse2.IsSupported || AdvSimd.Arm64.IsSupported) && rows % Side == 0 && columns % Side == 0;
        var side = squares ? Side : 1;
        for (var row = 0; row < rows; row += side)
        {
            for (var column = 0; column < columns; column += side)
            {
                var from = source + ((long)row * sourceStride) + column;
                var to = destination + ((long)column * destinationStride) + row;
                if (squares)
                {
                    TransposeSquare(from, sourceStride, to, destinationStride);
                }
                else
                {
                    *to = *from;
                }
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
