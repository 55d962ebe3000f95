using System.Text.Json.Nodes;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>A token that stands beside the vocabulary proper and is found in text before it is split.</summary>
/// <param name="Content">The token.</param>
/// <param name="Id">Its number.</param>
/// <param name="Flags">What tokenizer.json says of it, such as <c>special</c>; null where that is not known.</param>
internal sealed record AddedToken(string Content, int Id, JsonObject? Flags)
{
    private static readonly string[] Names = ["single_word", "lstrip", "rstrip", "normalized", "special"];

    /// <summary>The entry of tokenizer.json under another number.</summary>
    public JsonObject ToEntry(int id)
    {
        var entry = new JsonObject { ["id"] = id, ["content"] = Content };
        foreach (var name in Names)
        {
            entry[name] = Flags?[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
        }

        return entry;
    }
}
