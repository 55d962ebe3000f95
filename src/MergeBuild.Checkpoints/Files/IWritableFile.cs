namespace MergeBuild.Checkpoints.Files;

/// <summary>A new file that is open for positional writes. Safe for several threads.</summary>
public interface IWritableFile : IReadableFile
{
    /// <summary>Writes all bytes at an offset.</summary>
    void Write(ReadOnlySpan<byte> buffer, long offset);

    /// <summary>
    /// Copies a range of another file, within the kernel where it can, and without copying where the file system shares.
    /// </summary>
    void CopyFrom(IReadableFile source, long sourceOffset, long offset, long length);

    /// <summary>Returns when the bytes are on the disk, or throws when they may not be.</summary>
    void Sync();
}
