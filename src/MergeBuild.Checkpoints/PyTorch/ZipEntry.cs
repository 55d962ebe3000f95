namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>A stored entry of an archive.</summary>
/// <param name="Name">The full name, with slashes.</param>
/// <param name="HeaderOffset">Where its local header begins in the file.</param>
/// <param name="DataOffset">Where its data begin in the file.</param>
/// <param name="Length">Bytes of data.</param>
/// <param name="Checksum">The CRC-32 that the archive states for them.</param>
internal sealed record ZipEntry(string Name, long HeaderOffset, long DataOffset, long Length, uint Checksum)
{
    /// <summary>The first byte behind the data.</summary>
    public long End => DataOffset + Length;
}
