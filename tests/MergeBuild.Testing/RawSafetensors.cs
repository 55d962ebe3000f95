using System.Buffers.Binary;
using System.Text;

namespace MergeBuild.Testing;

/// <summary>Writes safetensors files byte by byte, with whatever header a test wants, right or wrong.</summary>
public static class RawSafetensors
{
    /// <summary>The bytes of a file: the header's true length, the header, and that many bytes of data.</summary>
    public static byte[] Bytes(string header, int dataLength = 0) => Bytes(Encoding.UTF8.GetBytes(header), dataLength);

    /// <summary>The bytes of a file: the header's length, true unless stated, the header, and that many bytes of data.</summary>
    public static byte[] Bytes(byte[] header, int dataLength = 0, ulong? statedLength = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        var bytes = new byte[sizeof(ulong) + header.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, statedLength ?? (ulong)header.Length);
        header.CopyTo(bytes, sizeof(ulong));
        return bytes;
    }

    /// <summary>The JSON of one tensor's entry; arguments are inserted as they are.</summary>
    public static string Entry(string name, string dtype, string shape, string offsets) =>
        $$"""
        "{{name}}":{"dtype":"{{dtype}}","shape":{{shape}},"data_offsets":{{offsets}}}
        """;
}
