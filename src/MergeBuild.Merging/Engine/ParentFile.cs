using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Engine;

/// <summary>A parent's file: what is read of it is counted before it is, and hashed unless its content is known.</summary>
internal sealed class ParentFile(IReadableFile file, HashTree? tree, ReadAllowance allowance) : IReadableFile
{
    public string Path => file.Path;

    public long Length => file.Length;

    public FileIdentity Identity => file.Identity;

    public int Read(Span<byte> buffer, long offset)
    {
        allowance.Take(buffer.Length);
        var count = file.Read(buffer, offset);
        allowance.GiveBack(buffer.Length - count);
        if (tree is { IsComplete: false })
        {
            tree.Accept(offset, buffer[..count]);
        }

        return count;
    }

    public void Dispose() => file.Dispose();
}
