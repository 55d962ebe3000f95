using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>
/// Damage to the fields of a safetensors header: types, shapes and ranges that do not fit each other, or that fit each other and
/// not the file. The length in front is that of the new header.
/// </summary>
public static class SafetensorsMutation
{
    private const int LengthOfLength = 8;

    private static readonly string[] Types = ["BOOL", "F4", "F6_E2M3", "U8", "F8_E4M3", "F8_E8M0", "I16", "F16", "BF16", "F32", "C64", "F64", "I64", "U64", "f32", "", "F128"];

    /// <summary>The damaged file; the file itself where its header is no JSON.</summary>
    public static byte[] Change(byte[] file, Random random)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(random);
        if (file.Length < LengthOfLength || BitConverter.ToUInt64(file) is var length && length > (ulong)(file.Length - LengthOfLength))
        {
            return file;
        }

        var data = file.AsSpan(LengthOfLength + (int)length);
        try
        {
            if (JsonNode.Parse(file.AsSpan(LengthOfLength, (int)length)) is not JsonObject { Count: > 0 } header)
            {
                return file;
            }

            Change(header, random, ref data);
            return RawSafetensors.Bytes(Encoding.UTF8.GetBytes(RawJson.Put(header.ToJsonString(RawJson.Options))), data.Length);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return file;
        }
    }

    private static void Change(JsonObject header, Random random, ref Span<byte> data)
    {
        var name = header.ElementAt(random.Next(header.Count)).Key;
        if (header[name] is not JsonObject entry)
        {
            header.Remove(name);
            return;
        }

        switch (random.Next(8))
        {
            case 0: entry["dtype"] = Types[random.Next(Types.Length)]; break;
            case 1: entry["shape"] = new JsonArray([.. Enumerable.Range(0, random.Next(5)).Select(_ => Number(random))]); break;
            case 2: entry["data_offsets"] = new JsonArray(Number(random), Number(random)); break;

            // All three agree, and the file may or may not.
            case 3:
                var count = random.Next(40);
                (entry["dtype"], entry["shape"]) = ("U8", new JsonArray(count));
                var begin = random.Next(data.Length + 1);
                entry["data_offsets"] = new JsonArray(begin, begin + count);
                break;
            case 4: header[RawJson.NameAgain(name)] = entry.DeepClone(); break;
            case 5: header[HostileTexts.PickText(random)] = entry.DeepClone(); break;
            case 6: data = data[..random.Next(data.Length + 1)]; break;
            default: entry[new[] { "dtype", "shape", "data_offsets", "extra" }[random.Next(4)]] = RawJson.Pick(random); break;
        }
    }

    private static JsonValue Number(Random random) => random.Next(6) switch
    {
        0 => JsonValue.Create(0),
        1 => JsonValue.Create(1L << random.Next(63)),
        2 => JsonValue.Create(ulong.MaxValue - (ulong)random.Next(3)),
        3 => JsonValue.Create(random.Next(64)),
        4 => JsonValue.Create(-random.Next(4)),

        // Numbers whose product is small again in 64 bits.
        _ => JsonValue.Create(new[] { 4194305L, 211106198978564L, 6700417L, 274177L, 641L }[random.Next(5)]),
    };
}
