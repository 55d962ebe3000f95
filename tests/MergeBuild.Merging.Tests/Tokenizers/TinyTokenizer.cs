using System.Text.Json.Nodes;

namespace MergeBuild.Merging.Tests.Tokenizers;

/// <summary>A tokenizer.json made up by a test.</summary>
internal sealed record TinyTokenizer(string Kind = "BPE")
{
    public IReadOnlyList<(string Token, int Id)> Normal { get; private init; } = [];

    public IReadOnlyList<(string Token, int Id)> Added { get; private init; } = [];

    public IReadOnlyList<(string Left, string Right)> Merges { get; private init; } = [];

    /// <summary>Normal tokens, numbered from 0.</summary>
    public static TinyTokenizer Of(params string[] tokens) => new() { Normal = [.. tokens.Select((token, id) => (token, id))] };

    public TinyTokenizer As(string kind) => this with { Kind = kind };

    public TinyTokenizer WithAdded(params (string Token, int Id)[] added) => this with { Added = added };

    public TinyTokenizer WithMerges(params (string Left, string Right)[] merges) => this with { Merges = merges };

    public JsonObject ToJson()
    {
        var model = new JsonObject { ["type"] = Kind };
        model["vocab"] = Kind == "Unigram"
            ? new JsonArray([.. Normal.Select(token => new JsonArray(token.Token, -token.Id - 0.5))])
            : new JsonObject(Normal.Select(token => KeyValuePair.Create(token.Token, (JsonNode?)token.Id)));
        if (Kind == "BPE")
        {
            model["merges"] = new JsonArray([.. Merges.Select(merge => (JsonNode)$"{merge.Left} {merge.Right}")]);
        }

        return new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray([.. Added.Select(added => new JsonObject { ["id"] = added.Id, ["content"] = added.Token, ["special"] = true })]),
            ["normalizer"] = null,
            ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel" },
            ["decoder"] = null,
            ["model"] = model,
        };
    }
}
