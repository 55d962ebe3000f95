using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using static MergeBuild.Checkpoints.Hashing.Blake3Constants;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>
/// BLAKE3's compression function over as many inputs at once as there are lanes: chunks of 16 blocks, or parents of one.
/// Compiled at its best from the first call, as all loops over bytes: what the runtime compiles first is forty times slower, and
/// stays for seconds.
/// </summary>
internal static unsafe class Blake3Compression<TLanes>
    where TLanes : struct, IWordLanes<TLanes>
{
    private const int Alignment = 64;

    // Blocks from the one that is hashed to the one that is fetched from memory meanwhile.
    private const int Ahead = 4;

    /// <summary>Computes the chaining values of inputs that lie behind one another.</summary>
    /// <param name="input">The inputs, as many as there are lanes.</param>
    /// <param name="blocks">Blocks in each input.</param>
    /// <param name="counter">The first input's chunk counter.</param>
    /// <param name="counts">Whether counters go up from input to input; parents have none.</param>
    /// <param name="flags">Flags of every block; chunks get those of their first and last block in addition.</param>
    /// <param name="values">Eight words for each input.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(byte* input, int blocks, ulong counter, bool counts, uint flags, uint* values)
    {
        var lanes = TLanes.Count;

        // Aligned, since vectors that lie across two cache lines take twice as long to load.
        var memory = stackalloc uint[((BlockWords + ValueWords + 2) * lanes) + (Alignment / WordLength)];
        var message = (uint*)(((nuint)memory + Alignment - 1) & ~(nuint)(Alignment - 1));
        var state = message + (BlockWords * lanes);
        var counterLow = state + (ValueWords * lanes);
        var counterHigh = counterLow + lanes;
        for (var lane = 0; lane < lanes; lane++)
        {
            var count = counts ? counter + (ulong)lane : counter;
            counterLow[lane] = (uint)count;
            counterHigh[lane] = (uint)(count >> 32);
        }

        for (var word = 0; word < ValueWords; word++)
        {
            TLanes.Store(TLanes.Of(InitialValue[word]), state + (word * lanes));
        }

        for (var block = 0; block < blocks; block++)
        {
            Prefetch(input, blocks, block + Ahead);
            TLanes.Transpose(input + (block * BlockLength), blocks * BlockLength, message);
            var edge = counts ? (block == 0 ? ChunkStart : 0) | (block == blocks - 1 ? ChunkEnd : 0) : 0;
            CompressBlock(state, message, TLanes.Load(counterLow), TLanes.Load(counterHigh), TLanes.Of(BlockLength), TLanes.Of(flags | edge));
        }

        Transposition.StoreValues(state, lanes, values);
    }

    // One place for each lane is more than processors follow by themselves. Behind these inputs the next ones begin, and
    // fetching what is not there does nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* input, int blocks, int block)
    {
        var first = input + (block < blocks ? block * BlockLength : ((((TLanes.Count - 1) * blocks) + block) * BlockLength));
        for (var lane = 0; Sse.IsSupported && lane < TLanes.Count; lane++)
        {
            Sse.Prefetch0(first + (lane * blocks * BlockLength));
        }
    }

    /// <summary>One block of each lane: the state becomes the next chaining values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CompressBlock(uint* state, uint* message, TLanes counterLow, TLanes counterHigh, TLanes length, TLanes flags)
    {
        var n = TLanes.Count;
        var (v0, v1, v2, v3) = (TLanes.Load(state), TLanes.Load(state + n), TLanes.Load(state + (2 * n)), TLanes.Load(state + (3 * n)));
        var (v4, v5, v6, v7) = (TLanes.Load(state + (4 * n)), TLanes.Load(state + (5 * n)), TLanes.Load(state + (6 * n)), TLanes.Load(state + (7 * n)));
        var (v8, v9, v10, v11) = (TLanes.Of(InitialValue[0]), TLanes.Of(InitialValue[1]), TLanes.Of(InitialValue[2]), TLanes.Of(InitialValue[3]));
        var (v12, v13, v14, v15) = (counterLow, counterHigh, length, flags);

        // Constant data: a static field's initialization would be a call, across which the state is not kept in registers.
        fixed (byte* schedule = Schedule)
        {
            for (var m = schedule; m < schedule + (Rounds * BlockWords); m += BlockWords)
            {
                // The quarter-round G of section 2.2 on the four columns, step by step, then on the four diagonals.
                // Written out, since state that is passed by reference does not stay in registers.
                v0 = v0 + Word(message, m[0]) + v4;
                v1 = v1 + Word(message, m[2]) + v5;
                v2 = v2 + Word(message, m[4]) + v6;
                v3 = v3 + Word(message, m[6]) + v7;
                v12 = TLanes.RotateRight16(v12 ^ v0);
                v13 = TLanes.RotateRight16(v13 ^ v1);
                v14 = TLanes.RotateRight16(v14 ^ v2);
                v15 = TLanes.RotateRight16(v15 ^ v3);
                v8 += v12;
                v9 += v13;
                v10 += v14;
                v11 += v15;
                v4 = TLanes.RotateRight12(v4 ^ v8);
                v5 = TLanes.RotateRight12(v5 ^ v9);
                v6 = TLanes.RotateRight12(v6 ^ v10);
                v7 = TLanes.RotateRight12(v7 ^ v11);
                v0 = v0 + Word(message, m[1]) + v4;
                v1 = v1 + Word(message, m[3]) + v5;
                v2 = v2 + Word(message, m[5]) + v6;
                v3 = v3 + Word(message, m[7]) + v7;
                v12 = TLanes.RotateRight8(v12 ^ v0);
                v13 = TLanes.RotateRight8(v13 ^ v1);
                v14 = TLanes.RotateRight8(v14 ^ v2);
                v15 = TLanes.RotateRight8(v15 ^ v3);
                v8 += v12;
                v9 += v13;
                v10 += v14;
                v11 += v15;
                v4 = TLanes.RotateRight7(v4 ^ v8);
                v5 = TLanes.RotateRight7(v5 ^ v9);
                v6 = TLanes.RotateRight7(v6 ^ v10);
                v7 = TLanes.RotateRight7(v7 ^ v11);

                v0 = v0 + Word(message, m[8]) + v5;
                v1 = v1 + Word(message, m[10]) + v6;
                v2 = v2 + Word(message, m[12]) + v7;
                v3 = v3 + Word(message, m[14]) + v4;
                v15 = TLanes.RotateRight16(v15 ^ v0);
                v12 = TLanes.RotateRight16(v12 ^ v1);
                v13 = TLanes.RotateRight16(v13 ^ v2);
                v14 = TLanes.RotateRight16(v14 ^ v3);
                v10 += v15;
                v11 += v12;
                v8 += v13;
                v9 += v14;
                v5 = TLanes.RotateRight12(v5 ^ v10);
                v6 = TLanes.RotateRight12(v6 ^ v11);
                v7 = TLanes.RotateRight12(v7 ^ v8);
                v4 = TLanes.RotateRight12(v4 ^ v9);
                v0 = v0 + Word(message, m[9]) + v5;
                v1 = v1 + Word(message, m[11]) + v6;
                v2 = v2 + Word(message, m[13]) + v7;
                v3 = v3 + Word(message, m[15]) + v4;
                v15 = TLanes.RotateRight8(v15 ^ v0);
                v12 = TLanes.RotateRight8(v12 ^ v1);
                v13 = TLanes.RotateRight8(v13 ^ v2);
                v14 = TLanes.RotateRight8(v14 ^ v3);
                v10 += v15;
                v11 += v12;
                v8 += v13;
                v9 += v14;
                v5 = TLanes.RotateRight7(v5 ^ v10);
                v6 = TLanes.RotateRight7(v6 ^ v11);
                v7 = TLanes.RotateRight7(v7 ^ v8);
                v4 = TLanes.RotateRight7(v4 ^ v9);
            }
        }

        TLanes.Store(v0 ^ v8, state);
        TLanes.Store(v1 ^ v9, state + n);
        TLanes.Store(v2 ^ v10, state + (2 * n));
        TLanes.Store(v3 ^ v11, state + (3 * n));
        TLanes.Store(v4 ^ v12, state + (4 * n));
        TLanes.Store(v5 ^ v13, state + (5 * n));
        TLanes.Store(v6 ^ v14, state + (6 * n));
        TLanes.Store(v7 ^ v15, state + (7 * n));
    }

    // What a G adds last is what the G before it computed last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Word(uint* message, nuint word) => TLanes.Load((uint*)((byte*)message + (word * (nuint)(TLanes.Count * WordLength))));
}
