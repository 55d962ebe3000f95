using System.Collections.Immutable;
using System.Text.Json;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>Turns the JSON of a header into entries, then checks them against one another and the file.</summary>
internal static class SafetensorsHeaderParser
{
    // Far beyond what any tool writes; millions of strings would take ten times the header's bytes.
    private const int MaximumMetadataCount = 10_000;

    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string path, long fileLength)
    {
        var dataOffset = SafetensorsHeader.PrefixLength + (long)json.Length;
        var entries = new List<TensorEntry>();
        ImmutableSortedDictionary<string, string>? metadata = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw DiagnosticTable.SafetensorsHeaderNotJson.Exception(path, $"it begins with a {reader.TokenType} token.");
            }

            var names = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (!names.Add(name))
                {
                    throw DiagnosticTable.SafetensorsDuplicateTensor.Exception(path, name);
                }

                reader.Read();
                if (name == SafetensorsHeader.MetadataName)
                {
                    metadata = ReadMetadata(ref reader, path);
                }
                else
                {
                    entries.Add(TensorEntryParser.Read(ref reader, name, path, dataOffset));
                }
            }

            // Only white space may follow; anything else throws here.
            reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how the reader reports a lone surrogate in an escape.
            throw DiagnosticTable.SafetensorsHeaderNotJson.Exception(path, exception.Message);
        }

        TensorNames.Check(entries, path);
        var tensors = entries.OrderBy(entry => entry.Offset).ThenBy(entry => entry.ByteLength).ToImmutableArray();
        CheckLayout(tensors, dataOffset, path, fileLength);
        return new SafetensorsHeader(tensors, metadata ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), dataOffset);
    }

    private static ImmutableSortedDictionary<string, string> ReadMetadata(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw DiagnosticTable.SafetensorsMetadataInvalid.Exception(path, $"found a {reader.TokenType} token.");
        }

        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                throw DiagnosticTable.SafetensorsMetadataInvalid.Exception(path, $"'{name}' has a {reader.TokenType} token.");
            }

            if (metadata.Count == MaximumMetadataCount)
            {
                throw DiagnosticTable.SafetensorsMetadataInvalid.Exception(path, $"there are more than {MaximumMetadataCount} names.");
            }

            if (!metadata.TryAdd(name, reader.GetString()!))
            {
                throw DiagnosticTable.SafetensorsMetadataInvalid.Exception(path, $"'{name}' stands there twice.");
            }
        }

        return metadata.ToImmutable();
    }

    private static void CheckLayout(ImmutableArray<TensorEntry> tensors, long dataOffset, string path, long fileLength)
    {
        var end = dataOffset;
        foreach (var tensor in tensors)
        {
            if (tensor.Offset != end)
            {
                throw DiagnosticTable.SafetensorsOverlapOrHole.Exception(path, tensor.Name, tensor.Offset - dataOffset, end - dataOffset);
            }

            end += tensor.ByteLength;
        }

        if (end != fileLength)
        {
            throw DiagnosticTable.SafetensorsLengthMismatch.Exception(path, fileLength, end);
        }
    }
}
