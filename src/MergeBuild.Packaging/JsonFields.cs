using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>Typed access to one JSON object of a file; whatever is missing or of another type is a diagnostic.</summary>
/// <param name="json">The object.</param>
/// <param name="path">The file, for messages.</param>
/// <param name="place">What the object is in the file, for messages.</param>
/// <param name="invalid">The diagnostic for what is wrong; gets the path and the reason.</param>
internal sealed class JsonFields(JsonObject json, string path, string place, DiagnosticDescriptor invalid)
{
    /// <summary>The file, as the place of what is wrong with the contents.</summary>
    public SourceLocation Location { get; } = new(path);

    /// <summary>The objects of an array.</summary>
    public IEnumerable<JsonFields> Objects(string key) => Array(key).Select((item, index) => item is JsonObject value
        ? new JsonFields(value, path, FormattableString.Invariant($"{key}[{index}]"), invalid)
        : throw Wrong(key, "an array of objects"));

    /// <summary>Whether the object has a member.</summary>
    public bool Has(string key) => json[key] is not null;

    /// <summary>An object.</summary>
    public JsonFields Object(string key) => json[key] is JsonObject value
        ? new JsonFields(value, path, $"{key} of {place}", invalid)
        : throw Wrong(key, "an object");

    /// <summary>The members whose values are strings, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts() => json.Select(member => KeyValuePair.Create(member.Key, Text(member.Key)));

    /// <summary>An array of strings.</summary>
    public ImmutableArray<string> TextArray(string key) => [.. Array(key).Select(item =>
        item is JsonValue value && value.TryGetValue(out string? text) ? text : throw Wrong(key, "an array of strings"))];

    /// <summary>What was read of an array that has to have something in it.</summary>
    public ImmutableArray<T> Some<T>(string key, ImmutableArray<T> items) => items.IsEmpty ? throw Invalid($"'{key}' is empty.") : items;

    /// <summary>A string, or null where there is none.</summary>
    public string? OptionalText(string key) => Has(key) ? Text(key) : null;

    /// <summary>A number, or null where there is none.</summary>
    public double? OptionalNumber(string key) => !Has(key) ? null
        : json[key] is JsonValue value && value.TryGetValue(out double number) ? number : throw Wrong(key, "a number");

    /// <summary>The object itself.</summary>
    public JsonObject Json => json;

    /// <summary>True or false.</summary>
    public bool Truth(string key) =>
        json[key] is JsonValue value && value.TryGetValue(out bool truth) ? truth : throw Wrong(key, "true or false");

    /// <summary>A SHA-256 digest in lower-case hexadecimal.</summary>
    public string Sha256(string key) =>
        Text(key) is { Length: 64 } digest && digest.All(char.IsAsciiHexDigitLower)
            ? digest
            : throw Wrong(key, "a SHA-256 digest of 64 lower-case hexadecimal digits");

    /// <summary>Base64 as bytes.</summary>
    public byte[] Base64(string key)
    {
        try
        {
            return Convert.FromBase64String(Text(key));
        }
        catch (FormatException)
        {
            throw Wrong(key, "base64");
        }
    }

    /// <summary>Refuses members that the reader does not know.</summary>
    public void RefuseOthers(params string[] allowed)
    {
        if (json.Select(member => member.Key).FirstOrDefault(key => !allowed.Contains(key)) is { } unknown)
        {
            throw Invalid($"{place} has the unknown member '{unknown}'{Suggestion.For(unknown, allowed)}.");
        }
    }

    /// <summary>A string.</summary>
    public string Text(string key) =>
        json[key] is JsonValue value && value.TryGetValue(out string? text) ? text : throw Wrong(key, "a string");

    /// <summary>A BLAKE3 digest in lower-case hexadecimal.</summary>
    public Blake3Digest Digest(string key) =>
        Text(key) is { Length: 2 * Blake3Digest.Length } digest && digest.All(char.IsAsciiHexDigitLower)
            ? Blake3Digest.FromBytes(Convert.FromHexString(digest))
            : throw Wrong(key, "a BLAKE3 digest of 64 lower-case hexadecimal digits");

    /// <summary>A whole number from 0.</summary>
    public long WholeNumber(string key) => ToWholeNumber(json[key]) ?? throw Wrong(key, "a whole number");

    /// <summary>A whole number within bounds.</summary>
    public int WholeNumber(string key, int least, int most) => WholeNumber(key) is var number && number >= least && number <= most
        ? (int)number
        : throw Wrong(key, FormattableString.Invariant($"a whole number from {least} to {most}"));

    /// <summary>A whole number from 0 to 18446744073709551615.</summary>
    public ulong UnsignedNumber(string key) =>
        json[key] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out ulong number) ? number : throw Wrong(key, "a whole number");

    /// <summary>The place of a text among names.</summary>
    public int IndexOf(string key, ImmutableArray<string> names) => names.IndexOf(Text(key)) is var index and >= 0
        ? index
        : throw Invalid($"'{key}' of {place} is '{Text(key)}'{Suggestion.For(Text(key), names)}.");

    /// <summary>An array of whole numbers from 0.</summary>
    public ImmutableArray<long> WholeNumbers(string key) =>
        [.. Array(key).Select(item => ToWholeNumber(item) ?? throw Wrong(key, "an array of whole numbers"))];

    /// <summary>The exception for something wrong with this object.</summary>
    public MergeBuildException Invalid(string reason) => invalid.Exception(path, reason);

    private JsonArray Array(string key) => json[key] as JsonArray ?? throw Wrong(key, "an array");

    private MergeBuildException Wrong(string key, string expected) => Invalid($"'{key}' of {place} is not {expected}.");

    private static long? ToWholeNumber(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long number) && number >= 0 ? number : null;
}
