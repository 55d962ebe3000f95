using System.Text.Json.Nodes;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>The merges of united vocabularies: their order is their rank, so that what the first one has stays first.</summary>
internal static class UnitedMerges
{
    /// <summary>All merges in the form of tokenizer.json, or null when no other vocabulary has any of its own.</summary>
    public static JsonArray? Of(ResultVocabulary result)
    {
        var known = result.Own.Merges.ToHashSet();
        var united = result.Own.Merges.ToList();
        foreach (var merge in result.Others.SelectMany(other => other.Merges))
        {
            if (known.Add(merge))
            {
                united.Add(merge);
            }
        }

        if (united.Count == result.Own.Merges.Count)
        {
            return null;
        }

        // The older form, a text with a space in it, cannot have tokens with spaces.
        var isArray = result.Own.Json!["model"]!["merges"] is JsonArray { Count: > 0 } own && own[0] is JsonArray;
        return isArray || united.Exists(HasSpace)
            ? new JsonArray([.. united.Select(merge => new JsonArray(merge.Left, merge.Right))])
            : new JsonArray([.. united.Select(merge => (JsonNode)$"{merge.Left} {merge.Right}")]);
    }

    private static bool HasSpace((string Left, string Right) merge) =>
        merge.Left.Contains(' ', StringComparison.Ordinal) || merge.Right.Contains(' ', StringComparison.Ordinal);
}
