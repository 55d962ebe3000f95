using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static MergeBuild.Checkpoints.Hashing.Blake3Constants;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>
/// BLAKE3 in hash mode (https://github.com/BLAKE3-team/BLAKE3-specs). The digest is the root of a binary tree over
/// chunks of 1024 bytes, so that the value of an aligned block of a file is a subtree of the file's digest:
/// <see cref="BlockValue"/> of its blocks and <see cref="Combine"/> give what <see cref="Hash"/> gives of the whole.
/// </summary>
public static unsafe class Blake3
{
    /// <summary>Bytes in a chunk; blocks of a file are a power of two of them.</summary>
    public const int ChunkLength = Blake3Constants.ChunkLength;

    // Two kilobytes of values; longer blocks take them from the pool.
    private const int LongestOnStack = 64 * ChunkLength;

    /// <summary>The digest of bytes in memory.</summary>
    public static Blake3Digest Hash(ReadOnlySpan<byte> input)
    {
        if (input.Length <= ChunkLength)
        {
            return HashChunk(input, 0, Root);
        }

        var values = ArrayPool<uint>.Shared.Rent((input.Length + ChunkLength - 1) / ChunkLength * ValueWords);
        try
        {
            return ReduceToRoot(values, HashChunks(input, 0, values));
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(values);
        }
    }

    /// <summary>The chaining value of a block of a file that has more than this block.</summary>
    /// <param name="block">The block; shorter than the others if it is the last.</param>
    /// <param name="offset">Offset of the block in the file: a multiple of the blocks' length, which is a power of two of chunks.</param>
    public static Blake3Digest BlockValue(ReadOnlySpan<byte> block, long offset)
    {
        var chunk = (ulong)offset / ChunkLength;
        if (block.Length <= ChunkLength)
        {
            return HashChunk(block, chunk, 0);
        }

        if (block.Length <= LongestOnStack)
        {
            return ValueOf(block, chunk, stackalloc uint[LongestOnStack / ChunkLength * ValueWords]);
        }

        var values = ArrayPool<uint>.Shared.Rent((block.Length + ChunkLength - 1) / ChunkLength * ValueWords);
        try
        {
            return ValueOf(block, chunk, values);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(values);
        }
    }

    /// <summary>The chaining values of blocks that lie behind one another, in a file that has more than one of them.</summary>
    /// <param name="blocks">Whole blocks.</param>
    /// <param name="offset">Offset of the first in the file, a multiple of their length.</param>
    /// <param name="blockLength">Bytes of a block: a power of two of chunks.</param>
    /// <param name="values">Where the values go, one a block.</param>
    /// <remarks>Faster than one after the other: the upper parts of the blocks' trees fill the lanes together.</remarks>
    public static void BlockValues(ReadOnlySpan<byte> blocks, long offset, int blockLength, Span<Blake3Digest> values)
    {
        var rented = ArrayPool<uint>.Shared.Rent(blocks.Length / ChunkLength * ValueWords);
        try
        {
            var count = HashChunks(blocks, (ulong)offset / ChunkLength, rented);
            var wanted = blocks.Length / blockLength;
            while (count > wanted)
            {
                count = HashParents(rented, count);
            }

            MemoryMarshal.Cast<uint, Blake3Digest>(rented.AsSpan(0, wanted * ValueWords)).CopyTo(values);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(rented);
        }
    }

    /// <summary>The digest of a file from the values of its blocks, of which there are at least two.</summary>
    public static Blake3Digest Combine(ReadOnlySpan<Blake3Digest> blockValues)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockValues.Length, 2);
        var values = MemoryMarshal.Cast<Blake3Digest, uint>(blockValues).ToArray();
        return ReduceToRoot(values, blockValues.Length);
    }

    private static Blake3Digest ValueOf(ReadOnlySpan<byte> block, ulong firstChunk, Span<uint> values)
    {
        var count = HashChunks(block, firstChunk, values);
        while (count > 1)
        {
            count = HashParents(values, count);
        }

        return FromWords(values);
    }

    // Level by level: neighbours are joined, a last one without a neighbour goes up as it is. That gives the tree of
    // the specification, whose left sides are the largest powers of two.
    private static Blake3Digest ReduceToRoot(uint[] values, int count)
    {
        while (count > 2)
        {
            count = HashParents(values, count);
        }

        return HashBlock(MemoryMarshal.AsBytes(values.AsSpan(0, BlockWords)), Parent | Root);
    }

    private static int HashParents(Span<uint> values, int count)
    {
        var pairs = count / 2;
        fixed (uint* pointer = values)
        {
            CompressAll((byte*)pointer, pairs, 1, 0, counts: false, Parent, pointer);
        }

        if (count % 2 == 1)
        {
            values.Slice((count - 1) * ValueWords, ValueWords).CopyTo(values[(pairs * ValueWords)..]);
        }

        return pairs + (count % 2);
    }

    private static int HashChunks(ReadOnlySpan<byte> input, ulong firstChunk, Span<uint> values)
    {
        var whole = input.Length / ChunkLength;
        fixed (byte* source = input)
        fixed (uint* pointer = values)
        {
            CompressAll(source, whole, BlocksInChunk, firstChunk, counts: true, 0, pointer);
        }

        if (input.Length % ChunkLength == 0)
        {
            return whole;
        }

        var last = HashChunk(input[(whole * ChunkLength)..], firstChunk + (ulong)whole, 0);
        last.CopyTo(MemoryMarshal.AsBytes(values.Slice(whole * ValueWords, ValueWords)));
        return whole + 1;
    }

    // The widest lanes that the processor has, then narrower ones for what is left. In place, values are never written
    // before the inputs that they replace have been read: a parent is half as long as its children.
    private static void CompressAll(byte* input, int count, int blocks, ulong counter, bool counts, uint flags, uint* values)
    {
        var done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = CompressAll<Words512>(input, done, count, blocks, counter, counts, flags, values);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            done = CompressAll<Words256>(input, done, count, blocks, counter, counts, flags, values);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            done = CompressAll<Words128>(input, done, count, blocks, counter, counts, flags, values);
        }

        for (; done < count; done++)
        {
            Blake3Rows.Compress(
                input + ((long)done * blocks * BlockLength), blocks, counts ? counter + (ulong)done : counter, counts, flags, values + (done * ValueWords));
        }
    }

    internal static int CompressAll<TLanes>(
        byte* input, int done, int count, int blocks, ulong counter, bool counts, uint flags, uint* values)
        where TLanes : struct, IWordLanes<TLanes>
    {
        for (; done <= count - TLanes.Count; done += TLanes.Count)
        {
            Blake3Compression<TLanes>.Compress(
                input + ((long)done * blocks * BlockLength), blocks, counts ? counter + (ulong)done : counter, counts, flags, values + (done * ValueWords));
        }

        return done;
    }

    // A chunk of any length up to a whole one; its last block is filled up with zeros.
    private static Blake3Digest HashChunk(ReadOnlySpan<byte> chunk, ulong counter, uint rootFlag)
    {
        var state = stackalloc uint[ValueWords];
        InitialValue.CopyTo(new Span<uint>(state, ValueWords));
        var flags = ChunkStart;
        do
        {
            var length = Math.Min(chunk.Length, BlockLength);
            flags |= chunk.Length <= BlockLength ? ChunkEnd | rootFlag : 0;
            Blake3Rows.CompressBlock(state, chunk[..length], counter, flags);
            chunk = chunk[length..];
            flags = 0;
        }
        while (!chunk.IsEmpty);

        return FromWords(new Span<uint>(state, ValueWords));
    }

    private static Blake3Digest HashBlock(ReadOnlySpan<byte> block, uint flags)
    {
        var state = stackalloc uint[ValueWords];
        InitialValue.CopyTo(new Span<uint>(state, ValueWords));
        Blake3Rows.CompressBlock(state, block, 0, flags);
        return FromWords(new Span<uint>(state, ValueWords));
    }

    private static Blake3Digest FromWords(ReadOnlySpan<uint> words) =>
        Blake3Digest.FromBytes(MemoryMarshal.AsBytes(words[..ValueWords]));
}
