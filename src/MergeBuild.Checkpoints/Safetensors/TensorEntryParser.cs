using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>Reads one <c>{"dtype", "shape", "data_offsets"}</c> object.</summary>
internal static class TensorEntryParser
{
    // PyTorch's limit; without one, a header of 100 MB could state fifty million dimensions.
    private const int MaximumRank = 64;

    public static TensorEntry Read(ref Utf8JsonReader reader, string name, string path, long dataOffset)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw DiagnosticTable.SafetensorsEntryNotObject.Exception(path, name, $"a {reader.TokenType} token");
        }

        DType? dtype = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            reader.Read();
            switch (field)
            {
                case "dtype" when dtype is null:
                    dtype = ReadDType(ref reader, name, path);
                    break;
                case "shape" when shape is null:
                    shape = ReadIntegers(ref reader, name, path, field);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadIntegers(ref reader, name, path, field);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw DiagnosticTable.SafetensorsFieldMissing.Exception(path, name, field);
                default:
                    throw DiagnosticTable.SafetensorsUnknownField.Exception(path, name, field);
            }
        }

        var missing = dtype is null ? "dtype" : shape is null ? "shape" : offsets is null ? "data_offsets" : null;
        if (missing is not null)
        {
            throw DiagnosticTable.SafetensorsFieldMissing.Exception(path, name, missing);
        }

        if (offsets!.Value.Length != 2)
        {
            throw DiagnosticTable.SafetensorsShapeInvalid.Exception(path, name, $"{offsets.Value.Length} numbers in data_offsets", "a begin and an end");
        }

        var (begin, end) = (offsets.Value[0], offsets.Value[1]);
        var length = ByteLength(dtype!.Value, shape!.Value, name, path);
        if (end < begin || end - begin != length || end > long.MaxValue - dataOffset)
        {
            throw DiagnosticTable.SafetensorsSizeMismatch.Exception(path, name, dtype.Value, ShapeText.Of(shape.Value), length, begin, end);
        }

        return new TensorEntry(name, dtype.Value, shape.Value, dataOffset + begin, length);
    }

    private static DType ReadDType(ref Utf8JsonReader reader, string name, string path)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw DiagnosticTable.SafetensorsShapeInvalid.Exception(path, name, $"a {reader.TokenType} token as dtype", "a string");
        }

        var text = reader.GetString()!;
        return DTypes.TryParse(text, out var dtype)
            ? dtype
            : throw DiagnosticTable.SafetensorsUnknownDType.Exception(path, name, text, Suggestion.For(text, DTypes.Names));
    }

    private static ImmutableArray<long> ReadIntegers(ref Utf8JsonReader reader, string name, string path, string field)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw DiagnosticTable.SafetensorsShapeInvalid.Exception(path, name, $"a {reader.TokenType} token as {field}", "an array of whole numbers");
        }

        var values = ImmutableArray.CreateBuilder<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number)
            {
                throw DiagnosticTable.SafetensorsShapeInvalid.Exception(path, name, $"a {reader.TokenType} token in {field}", "a whole number");
            }

            // Digits alone: no sign, fraction or exponent, which JSON would allow and other readers refuse.
            var digits = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
            if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') ||
                !Utf8Parser.TryParse(digits, out long value, out var consumed) || consumed != digits.Length)
            {
                throw DiagnosticTable.SafetensorsNotInteger.Exception(path, name, Encoding.UTF8.GetString(digits), field);
            }

            if (values.Count == MaximumRank)
            {
                throw DiagnosticTable.SafetensorsShapeInvalid.Exception(path, name, $"more than {MaximumRank} numbers in {field}", $"at most {MaximumRank}");
            }

            values.Add(value);
        }

        return values.ToImmutable();
    }

    private static long ByteLength(DType dtype, ImmutableArray<long> shape, string name, string path)
    {
        try
        {
            // The elements first: many rows of no columns take no bytes.
            var elements = shape.Aggregate(1L, (count, dimension) => checked(count * dimension));
            var bits = checked(elements * dtype.BitSize());
            return bits % 8 == 0 ? bits / 8 : throw DiagnosticTable.SafetensorsPartialByte.Exception(path, name, bits);
        }
        catch (OverflowException)
        {
            throw DiagnosticTable.SafetensorsSizeOverflow.Exception(path, name, ShapeText.Of(shape));
        }
    }
}
