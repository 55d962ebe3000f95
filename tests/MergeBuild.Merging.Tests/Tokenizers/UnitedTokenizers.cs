using System.Text.Json.Nodes;

namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class UnitedTokenizers : IDisposable
{
    private const string Recipe = """
        merge_method: linear
        base_model: base
        models:
          - {model: base, parameters: {weight: 2}}
          - {model: b, parameters: {weight: 1}}
          - {model: a, parameters: {weight: 1}}
        tokenizer: {source: union}
        """;

    private readonly TokenFolder _folder = new TokenFolder()
        .With("base", 100, TinyTokenizer.Of("x", "y", "xy").WithMerges(("x", "y")).WithAdded(("<s>", 3)))
        .With("a", 200, TinyTokenizer.Of("z", "x", "zx").WithMerges(("z", "x")).WithAdded(("<s>", 3), ("<a>", 4)))
        .With("b", 300, TinyTokenizer.Of("y", "w", "<s>", "x", "xy", "wx").WithMerges(("w", "x"), ("x", "y")).WithAdded(("<b>", 6)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Have_the_bases_tokens_then_normal_ones_then_added_ones()
    {
        Assert.Empty(_folder.Merge(Recipe));

        var json = _folder.Json("tokenizer.json");
        Assert.Equal(
            ["x 0", "y 1", "xy 2", "<s> 3", "w 4", "wx 5", "z 6", "zx 7"],
            json["model"]!["vocab"]!.AsObject().Select(token => $"{token.Key} {token.Value}"));
        Assert.Equal(["x y", "w x", "z x"], json["model"]!["merges"]!.AsArray().Select(merge => (string?)merge));
        Assert.Equal(["<s> 3", "<b> 8", "<a> 9"], json["added_tokens"]!.AsArray().Select(added => $"{added!["content"]} {added["id"]}"));
        Assert.Equal(10, (int?)_folder.Json("config.json")["vocab_size"]);
        Assert.Equal([301f, 305f, 200f, 202f, 306f, 204f], _folder.Rows()[4..]);
    }

    [Fact]
    public void Are_the_same_every_time()
    {
        _folder.Merge(Recipe);
        var files = Directory.GetFiles(_folder["out"]).ToDictionary(path => path, File.ReadAllBytes);
        _folder.Merge(Recipe, threads: 1);

        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
    }

    [Fact]
    public void Are_the_bases_files_where_nothing_is_new()
    {
        _folder.With("a", 200, TinyTokenizer.Of("y")).With("b", 200, TinyTokenizer.Of("xy"))
            .Write("base/vocab.json", "{}").Write("base/tokenizer_config.json", "{ }");
        _folder.Merge(Recipe);

        Assert.Equal("{ }", _folder.Text("tokenizer_config.json"));
        Assert.Equal(File.ReadAllText(_folder["base/tokenizer.json"]), _folder.Text("tokenizer.json"));
        Assert.True(_folder.Has("vocab.json"));
    }

    [Fact]
    public void Leave_no_file_of_the_old_vocabulary()
    {
        _folder.Write("base/vocab.json", "{}").Write("base/merges.txt", "").Write("base/tokenizer.model", "?")
            .Write("base/tokenizer_config.json", """{"added_tokens_decoder": {"3": {"content": "<s>", "special": true}}, "model_max_length": 7}""");
        _folder.Merge(Recipe);

        Assert.False(_folder.Has("vocab.json") || _folder.Has("merges.txt") || _folder.Has("tokenizer.model"));
        var configuration = _folder.Json("tokenizer_config.json");
        Assert.Equal(7, (int?)configuration["model_max_length"]);
        Assert.Equal(["3 <s>", "8 <b>", "9 <a>"], configuration["added_tokens_decoder"]!.AsObject().Select(token => $"{token.Key} {token.Value!["content"]}"));
    }

    [Fact]
    public void Write_merges_as_pairs_where_tokens_have_spaces()
    {
        _folder.Write("a/tokenizer.json", """{"model": {"type": "BPE", "vocab": {"x": 0, " x": 1, " ": 2}, "merges": [[" ", "x"]]}}""");
        _folder.Merge(Recipe);

        Assert.Contains(_folder.Json("tokenizer.json")["model"]!["merges"]!.AsArray(), merge => JsonNode.DeepEquals(merge, new JsonArray(" ", "x")));
    }

    [Fact]
    public void Of_the_unigram_kind_number_tokens_by_their_place()
    {
        _folder.With("base", 100, TinyTokenizer.Of("x", "y").As("Unigram").WithAdded(("<s>", 2), ("<e>", 4)))
            .With("a", 200, TinyTokenizer.Of("z", "x").As("Unigram"))
            .With("b", 300, TinyTokenizer.Of("w").As("Unigram"));
        Assert.Empty(_folder.Merge(Recipe));

        var pairs = _folder.Json("tokenizer.json")["model"]!["vocab"]!.AsArray();
        Assert.Equal(["x", "y", "<s>", "<unused3>", "<e>", "w", "z"], pairs.Select(pair => (string?)pair![0]));
        Assert.Equal([-0.5, -1.5, -1.5, -1.5, -1.5, -0.5, -0.5], pairs.Select(pair => (double)pair![1]!));
        Assert.Equal([300f, 200f], _folder.Rows()[5..]);
    }

    [Fact]
    public void Are_of_one_kind()
    {
        _folder.With("a", 200, TinyTokenizer.Of("x").As("WordPiece"));

        Assert.Equal(["7,1 MB2102 The tokenizer of 'base' is of the kind BPE and that of 'a' of the kind WordPiece; they cannot be united."], _folder.Errors(Recipe));
    }

    [Fact]
    public void Warn_when_they_split_text_differently()
    {
        var json = TinyTokenizer.Of("x").ToJson();
        json["pre_tokenizer"] = new JsonObject { ["type"] = "Metaspace" };
        _folder.Write("a/tokenizer.json", json.ToJsonString());

        Assert.Equal(
            "MB2107 The tokenizers of 'base' and 'a' treat text differently (pre_tokenizer); the result treats it as 'base' does.",
            Assert.Single(_folder.Merge(Recipe)));
    }
}
