using System.Runtime.CompilerServices;
using static MergeBuild.Checkpoints.Hashing.Blake3Constants;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>
/// BLAKE3's compression function over as many inputs at once as there are lanes: chunks of 16 blocks, or parents of one.
/// </summary>
internal static unsafe class Blake3Compression<TLanes>
    where TLanes : struct, IWordLanes<TLanes>
{
    private const int Alignment = 64;

    // Where each word's vector begins, in bytes, so that no arithmetic stands between the loads.
    private static readonly int[] MessageOffsets = [.. Array.ConvertAll(Schedule.ToArray(), word => word * TLanes.Count * WordLength)];

    /// <summary>Computes the chaining values of inputs that lie behind one another.</summary>
    /// <param name="input">The inputs, as many as there are lanes.</param>
    /// <param name="blocks">Blocks in each input.</param>
    /// <param name="counter">The first input's chunk counter.</param>
    /// <param name="counts">Whether counters go up from input to input; parents have none.</param>
    /// <param name="flags">Flags of every block; chunks get those of their first and last block in addition.</param>
    /// <param name="values">Eight words for each input.</param>
    [SkipLocalsInit]
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
            TLanes.Transpose(input + (block * BlockLength), blocks * BlockLength, message);
            var edge = counts ? (block == 0 ? ChunkStart : 0) | (block == blocks - 1 ? ChunkEnd : 0) : 0;
            CompressBlock(state, message, TLanes.Load(counterLow), TLanes.Load(counterHigh), TLanes.Of(BlockLength), TLanes.Of(flags | edge));
        }

        Transposition.StoreValues(state, lanes, values);
    }

    /// <summary>One block of each lane: the state becomes the next chaining values.</summary>
    public static void CompressBlock(uint* state, uint* message, TLanes counterLow, TLanes counterHigh, TLanes length, TLanes flags)
    {
        var n = TLanes.Count;
        var (v0, v1, v2, v3) = (TLanes.Load(state), TLanes.Load(state + n), TLanes.Load(state + (2 * n)), TLanes.Load(state + (3 * n)));
        var (v4, v5, v6, v7) = (TLanes.Load(state + (4 * n)), TLanes.Load(state + (5 * n)), TLanes.Load(state + (6 * n)), TLanes.Load(state + (7 * n)));
        var (v8, v9, v10, v11) = (TLanes.Of(InitialValue[0]), TLanes.Of(InitialValue[1]), TLanes.Of(InitialValue[2]), TLanes.Of(InitialValue[3]));
        var (v12, v13, v14, v15) = (counterLow, counterHigh, length, flags);
        var words = (byte*)message;
        fixed (int* offsets = MessageOffsets)
        {
            for (var m = offsets; m < offsets + (Rounds * BlockWords); m += BlockWords)
            {
                // The quarter-round G of section 2.2 on the four columns, step by step, then on the four diagonals.
                // Written out, since state that is passed by reference does not stay in registers.
                v0 = v0 + v4 + TLanes.Load((uint*)(words + m[0]));
                v1 = v1 + v5 + TLanes.Load((uint*)(words + m[2]));
                v2 = v2 + v6 + TLanes.Load((uint*)(words + m[4]));
                v3 = v3 + v7 + TLanes.Load((uint*)(words + m[6]));
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
                v0 = v0 + v4 + TLanes.Load((uint*)(words + m[1]));
                v1 = v1 + v5 + TLanes.Load((uint*)(words + m[3]));
                v2 = v2 + v6 + TLanes.Load((uint*)(words + m[5]));
                v3 = v3 + v7 + TLanes.Load((uint*)(words + m[7]));
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

                v0 = v0 + v5 + TLanes.Load((uint*)(words + m[8]));
                v1 = v1 + v6 + TLanes.Load((uint*)(words + m[10]));
                v2 = v2 + v7 + TLanes.Load((uint*)(words + m[12]));
                v3 = v3 + v4 + TLanes.Load((uint*)(words + m[14]));
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
                v0 = v0 + v5 + TLanes.Load((uint*)(words + m[9]));
                v1 = v1 + v6 + TLanes.Load((uint*)(words + m[11]));
                v2 = v2 + v7 + TLanes.Load((uint*)(words + m[13]));
                v3 = v3 + v4 + TLanes.Load((uint*)(words + m[15]));
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
}
