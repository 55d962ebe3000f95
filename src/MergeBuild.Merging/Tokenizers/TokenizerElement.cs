using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>Takes values out of a tokenizer's file, or says what is wrong with the file.</summary>
internal readonly struct TokenizerElement(string path)
{
    // Twice the largest vocabulary in use; a number asks for as many rows, and each takes memory before it is known to be there.
    private const int LargestId = 1 << 21;

    public int Id(string token, JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out int id) && id is >= 0 and <= LargestId
            ? id
            : throw Invalid($"the token '{token}' has no number from 0 to {LargestId.ToString(CultureInfo.InvariantCulture)}.");

    public int Id(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= LargestId
            ? id
            : throw Invalid($"'{text}' is not the number of a token.");

    public string Text(JsonNode? node, string what) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : throw Invalid($"{what} is not text.");

    public MergeBuildException Invalid(string reason) => DiagnosticTable.TokenizerInvalid.Exception(path, reason);
}
