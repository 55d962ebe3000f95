using System.Buffers;
using System.Security.Cryptography;

namespace MergeBuild.Checkpoints.Files;

/// <summary>SHA-256 of files and of ranges of them, streamed.</summary>
public static class ContentDigest
{
    private const int BufferLength = 1 << 20;

    /// <summary>The digest of a range, in lower-case hexadecimal digits.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="onRead">Told the number of bytes after each read.</param>
    /// <param name="cancellation">Looked at before each read.</param>
    public static string Sha256(
        IReadableFile file, long offset, long length, Action<int>? onRead = null, CancellationToken cancellation = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            for (var end = offset + length; offset < end;)
            {
                cancellation.ThrowIfCancellationRequested();
                var part = buffer.AsSpan(0, (int)Math.Min(BufferLength, end - offset));
                file.ReadExactly(part, offset);
                hash.AppendData(part);
                offset += part.Length;
                onRead?.Invoke(part.Length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The digest of bytes in memory, in lower-case hexadecimal digits.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
