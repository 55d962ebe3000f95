namespace MergeBuild.Checkpoints.Files;

/// <summary>A regular file that is open for positional reads. Safe for several threads.</summary>
public interface IReadableFile : IDisposable
{
    /// <summary>The path, for messages.</summary>
    string Path { get; }

    /// <summary>The length in bytes when the file was opened.</summary>
    long Length { get; }

    /// <summary>What the file system says of the file now.</summary>
    FileIdentity Identity { get; }

    /// <summary>Reads up to a buffer of bytes at an offset. A short read is legal; 0 means the end of the file.</summary>
    int Read(Span<byte> buffer, long offset);
}
