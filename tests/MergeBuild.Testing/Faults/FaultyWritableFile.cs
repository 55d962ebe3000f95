using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Testing.Faults;

internal sealed class FaultyWritableFile(FaultyFileSystem files, IWritableFile inner) : IWritableFile
{
    public string Path => inner.Path;

    public long Length => inner.Length;

    public int Read(Span<byte> buffer, long offset)
    {
        files.Reach(FileOperation.Read, Path);
        return inner.Read(buffer[..Math.Min(buffer.Length, files.LongestRead)], offset);
    }

    public void Write(ReadOnlySpan<byte> buffer, long offset)
    {
        try
        {
            files.Reach(FileOperation.Write, Path);
        }
        catch (MergeBuildException)
        {
            // A disk that fills up takes the first part of a write.
            inner.Write(buffer[..(buffer.Length / 2)], offset);
            throw;
        }

        inner.Write(buffer, offset);
    }

    public void Sync()
    {
        files.Reach(FileOperation.Sync, Path);
        inner.Sync();
    }

    public void Dispose() => inner.Dispose();
}
