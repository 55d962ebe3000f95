using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Packaging.Signing;

/// <summary>BLAKE3 of a range of a file, streamed.</summary>
internal static class Blake3Range
{
    private const int BlockLength = 1 << 20;

    /// <summary>The digest in lower-case hexadecimal digits.</summary>
    public static string Digest(IReadableFile file, long offset, long length, CancellationToken cancellation)
    {
        var tree = new HashTree(length, HashGroups.ShortestLength);
        var block = new byte[Math.Min(BlockLength, length)];
        for (var done = 0L; done < length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = block.AsSpan(0, (int)Math.Min(block.Length, length - done));
            file.ReadExactly(part, offset + done);
            tree.Accept(done, part);
            done += part.Length;
        }

        return tree.Digest.ToString();
    }
}
