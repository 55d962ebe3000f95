using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Testing.Faults;

internal sealed class FaultyReadableFile(FaultyFileSystem files, IReadableFile inner) : IReadableFile
{
    public string Path => inner.Path;

    public long Length => inner.Length;

    public int Read(Span<byte> buffer, long offset)
    {
        files.Reach(FileOperation.Read, Path);
        return inner.Read(buffer[..Math.Min(buffer.Length, files.LongestRead)], offset);
    }

    public void Dispose() => inner.Dispose();
}
