using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Testing;

/// <summary>A readable file whose content is in memory, for tests that read thousands of them.</summary>
public sealed class BytesFile(byte[] bytes, string path = "model.safetensors") : IReadableFile
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public FileIdentity Identity => new(bytes.Length, 0, 0, 0);

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, long offset)
    {
        var rest = bytes.AsSpan((int)Math.Min(offset, bytes.Length));
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
