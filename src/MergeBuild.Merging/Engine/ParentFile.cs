using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Engine;

/// <summary>A parent's file: what is read of it is counted, and hashed unless its content is known.</summary>
internal sealed class ParentFile(IReadableFile file, HashTree? tree, Action<int> onRead) : IReadableFile
{
    public string Path => file.Path;

    public long Length => file.Length;

    public FileIdentity Identity => file.Identity;

    public int Read(Span<byte> buffer, long offset)
    {
        var count = file.Read(buffer, offset);
        onRead(count);
        if (tree is { IsComplete: false })
        {
            tree.Accept(offset, buffer[..count]);
        }

        return count;
    }

    public void Dispose() => file.Dispose();
}
