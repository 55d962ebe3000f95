using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Testing.Faults;

internal sealed class FaultyWritableFile(FaultyFileSystem files, IWritableFile inner) : IWritableFile
{
    public string Path => inner.Path;

    public long Length => inner.Length;

    public FileIdentity Identity => inner.Identity;

    public int Read(Span<byte> buffer, long offset)
    {
        var part = buffer[..Math.Min(buffer.Length, files.LongestRead)];
        files.Reach(FileOperation.Read, Path, part.Length);
        return inner.Read(part, offset);
    }

    public void Write(ReadOnlySpan<byte> buffer, long offset)
    {
        try
        {
            files.Reach(FileOperation.Write, Path, buffer.Length);
        }
        catch (MergeBuildException)
        {
            // A disk that fills up takes the first part of a write.
            inner.Write(buffer[..(buffer.Length / 2)], offset);
            throw;
        }

        inner.Write(buffer, offset);
    }

    public void CopyFrom(IReadableFile source, long sourceOffset, long offset, long length)
    {
        source = source is FaultyReadableFile faulty ? faulty.Inner : source;
        try
        {
            files.Reach(FileOperation.Copy, Path, length);
        }
        catch (MergeBuildException)
        {
            inner.CopyFrom(source, sourceOffset, offset, length / 2);
            throw;
        }

        inner.CopyFrom(source, sourceOffset, offset, length);
    }

    public void Sync()
    {
        files.Reach(FileOperation.Sync, Path);
        inner.Sync();
    }

    public void Dispose() => inner.Dispose();
}
