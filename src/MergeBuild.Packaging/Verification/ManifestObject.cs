using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Verification;

/// <summary>Typed access to one JSON object of a manifest; whatever is missing or of another type is MB5041.</summary>
internal sealed class ManifestObject(JsonObject json, string path, string place)
{
    /// <summary>The objects of an array.</summary>
    public IEnumerable<ManifestObject> Objects(string key) => Array(key).Select((item, index) => item is JsonObject value
        ? new ManifestObject(value, path, FormattableString.Invariant($"{key}[{index}]"))
        : throw Wrong(key, "an array of objects"));

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

    /// <summary>An array of whole numbers from 0.</summary>
    public ImmutableArray<long> WholeNumbers(string key) =>
        [.. Array(key).Select(item => ToWholeNumber(item) ?? throw Wrong(key, "an array of whole numbers"))];

    /// <summary>The exception for something wrong with this object.</summary>
    public MergeBuildException Invalid(string reason) => DiagnosticTable.ManifestInvalid.Exception(path, reason);

    private JsonArray Array(string key) => json[key] as JsonArray ?? throw Wrong(key, "an array");

    private MergeBuildException Wrong(string key, string expected) => Invalid($"'{key}' of {place} is not {expected}.");

    private static long? ToWholeNumber(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long number) && number >= 0 ? number : null;
}
