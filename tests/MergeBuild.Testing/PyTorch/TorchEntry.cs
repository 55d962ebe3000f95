namespace MergeBuild.Testing.PyTorch;

/// <summary>An entry of a <see cref="TorchArchive"/>, with what its two headers say, true unless a test states otherwise.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Data">Its bytes.</param>
public sealed record TorchEntry(string Name, byte[] Data)
{
    /// <summary>The general purpose bits of both headers: lengths behind the data, and names in UTF-8.</summary>
    public ushort Flags { get; init; } = 0x0808;

    /// <summary>The compression method of both headers.</summary>
    public ushort Method { get; init; }

    /// <summary>The checksum of the directory.</summary>
    public uint? Checksum { get; init; }

    /// <summary>The length that the directory states.</summary>
    public uint? StatedLength { get; init; }

    /// <summary>The compressed length that the directory states.</summary>
    public uint? StatedCompressedLength { get; init; }

    /// <summary>The offset that the directory states.</summary>
    public uint? StatedOffset { get; init; }

    /// <summary>The length that the local header states.</summary>
    public uint LocalLength { get; init; }

    /// <summary>The name in the local header.</summary>
    public string? LocalName { get; init; }

    /// <summary>The extra fields of the directory.</summary>
    public byte[] Extra { get; init; } = [];

    /// <summary>The comment in the directory.</summary>
    public byte[] Comment { get; init; } = [];
}
