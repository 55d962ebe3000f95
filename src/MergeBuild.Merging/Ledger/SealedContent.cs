using System.Security.Cryptography;
using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Merging.Ledger;

/// <summary>Files that builds keep for later builds: content with a SHA-256 of it at the end, so that a torn one is known.</summary>
internal static class SealedContent
{
    private const int DigestLength = SHA256.HashSizeInBytes;
    private const int LargestLength = 1 << 30;

    /// <summary>Reads the content of a file; null where the seal is not that of the content.</summary>
    /// <exception cref="MergeBuild.Diagnostics.MergeBuildException">The file cannot be read.</exception>
    public static LedgerReader? Read(string path, IFileSystem files)
    {
        var bytes = files.ReadAllBytes(path, LargestLength);
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - DigestLength));
        return SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)) ? new LedgerReader(bytes, content.Length) : null;
    }

    /// <summary>Writes content in the place of an older file.</summary>
    public static void Write(string path, IFileSystem files, Action<LedgerWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new LedgerWriter(content))
        {
            write(writer);
        }

        var digest = SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length));
        content.Write(digest);
        using var publication = new Publication(files, Path.GetDirectoryName(path)!);
        publication.Write(Path.GetFileName(path), content.GetBuffer().AsSpan(0, (int)content.Length));
        publication.Commit();
    }
}
