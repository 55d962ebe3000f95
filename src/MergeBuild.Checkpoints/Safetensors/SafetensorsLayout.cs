using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>
/// Where each tensor of a new file goes, and the bytes in front of the data. The same tensors give the same bytes:
/// data is ordered as the reference writer does (wider types first, then by name), metadata by name, and the header
/// is padded with spaces so that the data begins at a multiple of 8.
/// </summary>
public sealed class SafetensorsLayout
{
    private const int Alignment = 8;

    /// <summary>Lays tensors out in a file.</summary>
    /// <exception cref="ArgumentException">A name is used twice or is reserved, or a tensor ends within a byte.</exception>
    /// <exception cref="MergeBuildException">MB2002: the header is longer than readers accept.</exception>
    public SafetensorsLayout(IEnumerable<TensorDescription> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = tensors
            .OrderByDescending(tensor => tensor.DType)
            .ThenBy(tensor => tensor.Name, StringComparer.Ordinal)
            .ToArray();
        CheckWritable(ordered);
        Prefix = WritePrefix(ordered, metadata);
        var offset = (long)Prefix.Length;
        var entries = ImmutableArray.CreateBuilder<TensorEntry>(ordered.Length);
        foreach (var tensor in ordered)
        {
            entries.Add(new TensorEntry(tensor.Name, tensor.DType, tensor.Shape, offset, tensor.ByteLength));
            offset += tensor.ByteLength;
        }

        Entries = entries.MoveToImmutable();
        FileLength = offset;
    }

    /// <summary>The bytes in front of the data: the header's length and the header.</summary>
    public ReadOnlyMemory<byte> Prefix { get; }

    /// <summary>The tensors in the order of their data, with offsets from the start of the file.</summary>
    public ImmutableArray<TensorEntry> Entries { get; }

    /// <summary>The length of the whole file in bytes.</summary>
    public long FileLength { get; }

    // A file that breaks these rules would be refused by our own reader.
    private static void CheckWritable(TensorDescription[] tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.MetadataName };
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"The name '{tensor.Name}' is used twice or is reserved.", nameof(tensors));
            }

            if (tensor.ElementCount % 8 * tensor.DType.BitSize() % 8 != 0)
            {
                throw new ArgumentException($"The tensor '{tensor.Name}' takes no whole number of bytes.", nameof(tensors));
            }
        }
    }

    private static byte[] WritePrefix(TensorDescription[] ordered, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Advance(Clear(buffer.GetSpan(SafetensorsHeader.PrefixLength)));
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteHeader(writer, ordered, metadata);
        }

        var padding = -buffer.WrittenCount & (Alignment - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        var length = buffer.WrittenCount - SafetensorsHeader.PrefixLength;
        if (length > SafetensorsHeader.MaximumLength)
        {
            throw DiagnosticTable.SafetensorsHeaderTooLarge.Exception("the file to be written", length, SafetensorsHeader.MaximumLength);
        }

        var bytes = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)length);
        return bytes;
    }

    private static void WriteHeader(Utf8JsonWriter writer, TensorDescription[] ordered, IReadOnlyDictionary<string, string>? metadata)
    {
        writer.WriteStartObject();
        if (metadata is { Count: > 0 })
        {
            writer.WriteStartObject(SafetensorsHeader.MetadataName);
            foreach (var (name, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        var begin = 0L;
        foreach (var tensor in ordered)
        {
            writer.WriteStartObject(tensor.Name);
            writer.WriteString("dtype", tensor.DType.ToString());
            writer.WriteStartArray("shape");
            foreach (var dimension in tensor.Shape)
            {
                writer.WriteNumberValue(dimension);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(begin);
            writer.WriteNumberValue(begin += tensor.ByteLength);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static int Clear(Span<byte> span)
    {
        span[..SafetensorsHeader.PrefixLength].Clear();
        return SafetensorsHeader.PrefixLength;
    }
}
