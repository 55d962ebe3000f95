using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>JSON that no writer writes: numbers beyond all types, halves of characters, names twice. Put in after writing, where a mark stands for it.</summary>
internal static class RawJson
{
    private const string Mark = "~raw~";
    private const string Again = "~again~";

    private static readonly string[] Texts =
    [
        "1e999", "-1e999", "1e-999", "-0", "-0.0", "1.0", "1E0", "1e2147483648", "0.1e1", "123456789012345678901234567890", "-9223372036854775809", "18446744073709551616",
        "2147483648", "4294967296", "NaN", "01", "\"\\ud800\"", "\"\\u0000\"", "\"\\u202e\\u001b[31m\"", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "[1,]", "[[],[[]],{}]",
        new string('[', 70) + new string(']', 70), new string('[', 40) + new string(']', 40), "\"" + new string('a', 70_000) + "\"",
    ];

    /// <summary>Escapes no more than it must, so that the marks stay what they are.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A mark for one of the texts.</summary>
    public static JsonNode Pick(Random random) => JsonValue.Create($"{Mark}{random.Next(Texts.Length)}{Mark}");

    /// <summary>A mark for a name that an object has already.</summary>
    public static string NameAgain(string name) => Again + name;

    /// <summary>A document with the texts in the place of their marks.</summary>
    public static string Put(string json)
    {
        for (var index = 0; index < Texts.Length && json.Contains(Mark, StringComparison.Ordinal); index++)
        {
            json = json.Replace($"\"{Mark}{index}{Mark}\"", Texts[index], StringComparison.Ordinal);
        }

        return json.Replace(Again, "", StringComparison.Ordinal);
    }
}
