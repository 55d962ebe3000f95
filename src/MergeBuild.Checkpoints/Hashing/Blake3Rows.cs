using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static MergeBuild.Checkpoints.Hashing.Blake3Constants;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>
/// BLAKE3's compression function over one input, where there are not enough to fill lanes: each row of the state is a
/// vector, so that the four columns are mixed at once, and then the four diagonals.
/// </summary>
internal static unsafe class Blake3Rows
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Computes the chaining value of one input of whole blocks.</summary>
    /// <param name="input">The input.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="counter">Its chunk counter.</param>
    /// <param name="isChunk">Whether it is a chunk, whose first and last block have flags of their own, or a parent.</param>
    /// <param name="flags">Flags of every block.</param>
    /// <param name="values">Eight words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(byte* input, int blocks, ulong counter, bool isChunk, uint flags, uint* values)
    {
        // Apart from the values, which may lie where the input does.
        var state = stackalloc uint[ValueWords];
        InitialValue.CopyTo(new Span<uint>(state, ValueWords));
        for (var block = 0; block < blocks; block++)
        {
            var edge = isChunk ? (block == 0 ? ChunkStart : 0) | (block == blocks - 1 ? ChunkEnd : 0) : 0;
            CompressBlock(state, (uint*)(input + (block * BlockLength)), counter, BlockLength, flags | edge);
        }

        new Span<uint>(state, ValueWords).CopyTo(new Span<uint>(values, ValueWords));
    }

    /// <summary>One block of at most 64 bytes: the state becomes the next chaining value.</summary>
    public static void CompressBlock(uint* state, ReadOnlySpan<byte> block, ulong counter, uint flags)
    {
        var message = stackalloc uint[BlockWords];
        new Span<uint>(message, BlockWords).Clear();
        block.CopyTo(new Span<byte>(message, BlockLength));
        CompressBlock(state, message, counter, (uint)block.Length, flags);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CompressBlock(uint* state, uint* message, ulong counter, uint length, uint flags)
    {
        var (a, b) = (Vector128.Load(state), Vector128.Load(state + 4));
        var c = Vector128.Create(InitialValue[0], InitialValue[1], InitialValue[2], InitialValue[3]);
        var d = Vector128.Create((uint)counter, (uint)(counter >> 32), length, flags);
        fixed (byte* schedule = Schedule)
        {
            for (var word = schedule; word < schedule + (Rounds * BlockWords); word += BlockWords)
            {
                Mix(ref a, ref b, ref c, ref d, Gather(message, word), Gather(message, word + 1));

                // The diagonals become columns, and columns again.
                b = Vector128.Shuffle(b, Vector128.Create(1u, 2, 3, 0));
                c = Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1));
                d = Vector128.Shuffle(d, Vector128.Create(3u, 0, 1, 2));
                Mix(ref a, ref b, ref c, ref d, Gather(message, word + 8), Gather(message, word + 9));
                b = Vector128.Shuffle(b, Vector128.Create(3u, 0, 1, 2));
                c = Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1));
                d = Vector128.Shuffle(d, Vector128.Create(1u, 2, 3, 0));
            }
        }

        (a ^ c).Store(state);
        (b ^ d).Store(state + 4);
    }

    // The quarter-round G of section 2.2 on four columns.
    [MethodImpl(Inline)]
    private static void Mix(
        ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d, Vector128<uint> first, Vector128<uint> second)
    {
        a = a + b + first;
        d = RotateRight(d ^ a, 16);
        c += d;
        b = RotateRight(b ^ c, 12);
        a = a + b + second;
        d = RotateRight(d ^ a, 8);
        c += d;
        b = RotateRight(b ^ c, 7);
    }

    // Every second word of the schedule from a place on: those of one step of four columns.
    [MethodImpl(Inline)]
    private static Vector128<uint> Gather(uint* message, byte* word) =>
        Vector128.Create(message[word[0]], message[word[2]], message[word[4]], message[word[6]]);

    [MethodImpl(Inline)]
    private static Vector128<uint> RotateRight(Vector128<uint> words, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(words, count) : (words >>> count) | (words << (32 - count));
}
