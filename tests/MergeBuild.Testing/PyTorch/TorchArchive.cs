using System.Text;

namespace MergeBuild.Testing.PyTorch;

/// <summary>
/// Writes zip archives in the manner of torch.save: stored entries whose data are aligned to 64 bytes by an extra field,
/// lengths behind the data, and 64-bit records of the end, needed or not. What a test states otherwise is written so.
/// </summary>
public sealed record TorchArchive(IReadOnlyList<TorchEntry> Entries)
{
    private const int Alignment = 64;
    private const int LocalLength = 30;

    /// <summary>Whether there are 64-bit records of the end.</summary>
    public bool HasWideEnd { get; init; } = true;

    /// <summary>The number of entries in the 64-bit record.</summary>
    public ulong? WideCount { get; init; }

    /// <summary>The number of entries in the record of the end.</summary>
    public ushort? Count { get; init; }

    /// <summary>The length of the directory in the record of the end.</summary>
    public uint? DirectoryLength { get; init; }

    /// <summary>The place of the directory in the record of the end.</summary>
    public uint? DirectoryOffset { get; init; }

    /// <summary>Bytes between the data and the directory.</summary>
    public byte[] Gap { get; init; } = [];

    /// <summary>Bytes behind the end.</summary>
    public byte[] Tail { get; init; } = [];

    /// <summary>The archive's bytes.</summary>
    public byte[] ToArray()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        var offsets = Entries.Select(entry => WriteEntry(writer, entry)).ToArray();
        writer.Write(Gap);
        var directory = bytes.Position;
        foreach (var (entry, offset) in Entries.Zip(offsets))
        {
            WriteRecord(writer, entry, offset);
        }

        WriteEnd(writer, directory);
        writer.Write(Tail);
        return bytes.ToArray();
    }

    private static uint WriteEntry(BinaryWriter writer, TorchEntry entry)
    {
        var offset = writer.BaseStream.Position;
        var name = Encoding.UTF8.GetBytes(entry.LocalName ?? entry.Name);
        var isDescribed = (entry.Flags & 8) != 0;
        var padding = Alignment - ((offset + LocalLength + name.Length + 4) % Alignment);
        writer.Write(0x04034B50u);
        writer.Write((ushort)0);
        writer.Write(entry.Flags);
        writer.Write(entry.Method);
        writer.Write(0u);
        writer.Write(isDescribed ? 0u : Checksum(entry.Data));
        var length = entry.LocalLength != 0 || isDescribed ? entry.LocalLength : (uint)entry.Data.Length;
        writer.Write(length);
        writer.Write(length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)(padding + 4));
        writer.Write(name);
        writer.Write((ushort)0x4246);
        writer.Write((ushort)padding);
        writer.Write([.. Enumerable.Repeat((byte)'Z', (int)padding)]);
        writer.Write(entry.Data);
        if (isDescribed)
        {
            writer.Write(0x08074B50u);
            writer.Write(Checksum(entry.Data));
            writer.Write((uint)entry.Data.Length);
            writer.Write((uint)entry.Data.Length);
        }

        return (uint)offset;
    }

    // CRC-32, bit by bit: the definition that the reader's table must agree with.
    private static uint Checksum(byte[] bytes)
    {
        var remainder = uint.MaxValue;
        foreach (var value in bytes)
        {
            remainder ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ (0xEDB88320 & (0 - (remainder & 1)));
            }
        }

        return ~remainder;
    }

    private static void WriteRecord(BinaryWriter writer, TorchEntry entry, uint offset)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        writer.Write(0x02014B50u);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write(entry.Flags);
        writer.Write(entry.Method);
        writer.Write(0u);
        writer.Write(entry.Checksum ?? Checksum(entry.Data));
        writer.Write(entry.StatedCompressedLength ?? entry.StatedLength ?? (uint)entry.Data.Length);
        writer.Write(entry.StatedLength ?? (uint)entry.Data.Length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)entry.Extra.Length);
        writer.Write((ushort)entry.Comment.Length);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write(0u);
        writer.Write(entry.StatedOffset ?? offset);
        writer.Write(name);
        writer.Write(entry.Extra);
        writer.Write(entry.Comment);
    }

    private void WriteEnd(BinaryWriter writer, long directory)
    {
        var end = writer.BaseStream.Position;
        if (HasWideEnd)
        {
            writer.Write(0x06064B50u);
            writer.Write(44UL);
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write(0UL);
            writer.Write(WideCount ?? (ulong)Entries.Count);
            writer.Write(WideCount ?? (ulong)Entries.Count);
            writer.Write((ulong)(end - directory));
            writer.Write((ulong)directory);
            writer.Write(0x07064B50u);
            writer.Write(0u);
            writer.Write((ulong)end);
            writer.Write(1u);
        }

        writer.Write(0x06054B50u);
        writer.Write(0u);
        writer.Write(Count ?? (ushort)Entries.Count);
        writer.Write(Count ?? (ushort)Entries.Count);
        writer.Write(DirectoryLength ?? (uint)(end - directory));
        writer.Write(DirectoryOffset ?? (uint)directory);
        writer.Write((ushort)0);
    }
}
