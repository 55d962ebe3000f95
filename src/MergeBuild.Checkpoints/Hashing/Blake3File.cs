using System.Buffers;
using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>The BLAKE3 digest of a file, its blocks hashed by several threads at once.</summary>
public static class Blake3File
{
    /// <summary>Bytes of a block: a power of two of chunks, so that a block's value is a subtree of the file's digest.</summary>
    public const int BlockLength = 256 * Blake3.ChunkLength;

    /// <summary>Reads a file once and returns its digest.</summary>
    public static Blake3Digest Digest(IReadableFile file, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length <= BlockLength)
        {
            return WithBlock(file, 0, static (block, _) => Blake3.Hash(block));
        }

        var values = new Blake3Digest[(file.Length + BlockLength - 1) / BlockLength];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, values.Length, parallel, i => values[i] = WithBlock(file, (long)i * BlockLength, Blake3.BlockValue));
        return Blake3.Combine(values);
    }

    private static Blake3Digest WithBlock(IReadableFile file, long offset, Func<ReadOnlySpan<byte>, long, Blake3Digest> hash)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            var block = buffer.AsSpan(0, (int)Math.Min(BlockLength, file.Length - offset));
            file.ReadExactly(block, offset);
            return hash(block, offset);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
