using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>Reads the vocabulary in a tokenizer.json, the format of https://github.com/huggingface/tokenizers.</summary>
internal static class TokenizerJsonReader
{
    public static Vocabulary Read(JsonObject json, string path)
    {
        var element = new TokenizerElement(path);
        var model = json["model"] as JsonObject ?? throw element.Invalid("it has no model.");
        var vocabulary = new Vocabulary(KindOf(model, element)) { Json = json };
        switch (model["vocab"])
        {
            case JsonObject tokens when vocabulary.Kind != TokenizerKind.Unigram:
                foreach (var (token, id) in tokens)
                {
                    vocabulary.AddNormal(token, element.Id(token, id));
                }

                break;
            case JsonArray pairs when vocabulary.Kind == TokenizerKind.Unigram:
                ReadPairs(vocabulary, pairs, element);
                break;
            default:
                throw element.Invalid("its model has no vocabulary.");
        }

        if (vocabulary.Kind == TokenizerKind.BPE)
        {
            ReadMerges(vocabulary, model["merges"] as JsonArray ?? [], element);
        }

        foreach (var added in json["added_tokens"] as JsonArray ?? [])
        {
            var token = element.Text((added as JsonObject)?["content"], "the content of an added token");
            vocabulary.AddBeside(token, element.Id(token, added!["id"]), (JsonObject)added);
        }

        return vocabulary;
    }

    // Older files do not name the kind.
    private static TokenizerKind KindOf(JsonObject model, TokenizerElement element)
    {
        if (model["type"] is not JsonValue value || !value.TryGetValue(out string? name))
        {
            return model["vocab"] is JsonArray ? TokenizerKind.Unigram
                : model.ContainsKey("merges") ? TokenizerKind.BPE
                : model.ContainsKey("continuing_subword_prefix") ? TokenizerKind.WordPiece
                : TokenizerKind.WordLevel;
        }

        return Array.Find(Enum.GetValues<TokenizerKind>(), kind => kind.ToString() == name) is var kind && kind.ToString() == name
            ? kind
            : throw element.Invalid($"its model is of the kind '{name}'; known are {string.Join(", ", Enum.GetNames<TokenizerKind>())}.");
    }

    private static void ReadPairs(Vocabulary vocabulary, JsonArray pairs, TokenizerElement element)
    {
        for (var id = 0; id < pairs.Count; id++)
        {
            if (pairs[id] is not JsonArray { Count: 2 } pair || pair[1] is not JsonValue value || !value.TryGetValue(out double score))
            {
                throw element.Invalid($"entry {id} of its vocabulary is not a token and a score.");
            }

            var token = element.Text(pair[0], "a token");
            vocabulary.AddNormal(token, id);
            vocabulary.Scores[token] = score;
        }
    }

    // Newer files write a pair as an array, since tokens may have spaces.
    private static void ReadMerges(Vocabulary vocabulary, JsonArray merges, TokenizerElement element)
    {
        foreach (var merge in merges)
        {
            if (merge is JsonArray { Count: 2 } pair)
            {
                vocabulary.Merges.Add((element.Text(pair[0], "a merge"), element.Text(pair[1], "a merge")));
                continue;
            }

            var text = element.Text(merge, "a merge");
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            vocabulary.Merges.Add(space > 0 ? (text[..space], text[(space + 1)..]) : throw element.Invalid($"the merge '{text}' is no pair."));
        }
    }
}
