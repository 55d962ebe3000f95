using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Testing.Faults;

internal sealed class FaultyReadableFile(FaultyFileSystem files, IReadableFile inner) : IReadableFile
{
    public IReadableFile Inner => inner;

    public string Path => inner.Path;

    public long Length => inner.Length;

    public FileIdentity Identity => inner.Identity;

    public int Read(Span<byte> buffer, long offset)
    {
        var part = buffer[..Math.Min(buffer.Length, files.LongestRead)];
        files.Reach(FileOperation.Read, Path, part.Length);
        return inner.Read(part, offset);
    }

    public void Dispose() => inner.Dispose();
}
