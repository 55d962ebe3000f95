using System.Text.Json.Nodes;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>Makes the result's tokenizer.json and tokenizer_config.json from those of the vocabulary that it starts from.</summary>
internal static class ExtendedTokenizer
{
    /// <summary>
    /// tokenizer.json with the new tokens and merges. It is what the vocabulary was read from, changed: a copy would take
    /// as long as reading it did.
    /// </summary>
    public static JsonObject Tokenizer(ResultVocabulary result)
    {
        var json = result.Own.Json!;
        var model = (JsonObject)json["model"]!;
        if (result.Own.Kind == TokenizerKind.Unigram)
        {
            ExtendPairs((JsonArray)model["vocab"]!, result);
        }
        else
        {
            ExtendTokens((JsonObject)model["vocab"]!, result);
        }

        if (result.Own.Kind == TokenizerKind.BPE && UnitedMerges.Of(result) is { } merges)
        {
            model["merges"] = merges;
        }

        if (result.NewAdded.Count > 0)
        {
            json["added_tokens"] = new JsonArray(
            [
                .. (json["added_tokens"] as JsonArray ?? []).Select(entry => entry!.DeepClone())
                    .Concat(result.NewAdded.OrderBy(added => added.Id).Select(added => added.ToEntry(added.Id))),
            ]);
        }

        return json;
    }

    /// <summary>Adds the new tokens to what tokenizer_config.json says of added tokens.</summary>
    public static void Declare(JsonObject configuration, ResultVocabulary result)
    {
        if (configuration[TokenizerFileNames.DeclaredTokens] is not JsonObject declared)
        {
            return;
        }

        foreach (var added in result.NewAdded.OrderBy(added => added.Id))
        {
            var entry = added.ToEntry(added.Id);
            entry.Remove("id");
            declared[added.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)] = entry;
        }
    }

    // A token that only stood beside the vocabulary is put in where another model splits text into it: merges need it there.
    private static void ExtendTokens(JsonObject tokens, ResultVocabulary result)
    {
        foreach (var (token, id) in NewNormal(result))
        {
            tokens[token] = id;
        }
    }

    private static IEnumerable<KeyValuePair<string, int>> NewNormal(ResultVocabulary result) => Vocabulary.InOrder(result.Others
        .SelectMany(other => other.Normal.Keys)
        .Where(token => !result.Own.Normal.ContainsKey(token))
        .Distinct(StringComparer.Ordinal)
        .ToDictionary(token => token, token => result.Ids[token], StringComparer.Ordinal));

    // In this kind a token's number is its place, so that whatever has a number in between gets a place too.
    private static void ExtendPairs(JsonArray pairs, ResultVocabulary result)
    {
        var last = NewNormal(result).Select(token => token.Value).DefaultIfEmpty(-1).Max();
        var tokens = result.Ids.Where(token => token.Value >= pairs.Count && token.Value <= last).ToLookup(token => token.Value, token => token.Key);
        var lowest = result.Own.Scores.Values.DefaultIfEmpty(0).Min();
        for (var id = pairs.Count; id <= last; id++)
        {
            var token = tokens[id].Order(StringComparer.Ordinal).FirstOrDefault() ?? $"<unused{id}>";
            var scores = result.Others.Where(other => other.Scores.ContainsKey(token)).Select(other => other.Scores[token]);
            pairs.Add((JsonNode)new JsonArray(token, scores.FirstOrDefault(lowest)));
        }
    }
}
