namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class OlderVocabularies : IDisposable
{
    private const string Recipe = """
        merge_method: linear
        base_model: base
        models: [{model: base, parameters: {weight: 1}}, {model: a, parameters: {weight: 1}}]
        tokenizer: {source: base}
        """;

    private readonly TokenFolder _folder = new TokenFolder().With("base", 100, TinyTokenizer.Of("x", "y")).With("a", 200, null, rows: 3);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_read_from_vocab_json_and_added_tokens_json()
    {
        _folder.Write("a/vocab.json", """{"y": 0, "z": 1}""").Write("a/merges.txt", "#version: 0.2\n").Write("a/added_tokens.json", """{"x": 2}""");
        var warning = Assert.Single(_folder.Merge(Recipe));

        Assert.Equal("MB2104 The result does not have 1 tokens of 'a', 'z' first; what that model learnt of them is lost.", warning);
        Assert.Equal([151f, 150.5f], _folder.Rows());
    }

    [Fact]
    public void Are_read_from_vocab_txt_line_by_line()
    {
        _folder.Write("a/vocab.txt", "y\r\n##z\r\nx\r\n");
        _folder.Merge(Recipe);

        Assert.Equal([151f, 150.5f], _folder.Rows());
    }

    [Fact]
    public void Bring_their_merges_into_a_union()
    {
        _folder.Write("a/vocab.json", """{"y": 0, "x": 1, "yx": 2}""").Write("a/merges.txt", "#version: 0.2\ny x\n");
        _folder.Merge(Recipe.Replace("base}", "union}", StringComparison.Ordinal).Replace("model: union}", "model: base}", StringComparison.Ordinal));

        Assert.Equal(["y x"], _folder.Json("tokenizer.json")["model"]!["merges"]!.AsArray().Select(merge => (string?)merge));
    }

    [Fact]
    public void Cannot_take_new_tokens()
    {
        _folder.Write("a/vocab.txt", "x\ny\n");
        var errors = _folder.Errors(Recipe.Replace("{source: base}", "{source: a, tokens: {new: {}}}", StringComparison.Ordinal));

        Assert.Equal(["4,1 MB2103 Tokens cannot be added to the tokenizer of 'a': it has no tokenizer.json."], errors);
    }

    [Theory]
    [InlineData("README.md", "neither tokenizer.json, nor vocab.json, nor vocab.txt.")]
    [InlineData("tokenizer.model", "neither tokenizer.json, nor vocab.json, nor vocab.txt; 'tokenizer.model' alone does not say how loaders number its tokens.")]
    public void Are_asked_for_where_they_are_missing(string file, string expected)
    {
        _folder.Write("a/" + file, "?");

        Assert.Equal([$"3,58 MB2100 The vocabulary of 'a' is not known: there is {expected}"], _folder.Errors(Recipe));
    }

    [Theory]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"x": -1}}}""", "the token 'x' has no number from 0 to 2097152.")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"x": 99999999}}}""", "the token 'x' has no number from 0 to 2097152.")]
    [InlineData("""{"model": {"type": "BPE"}}""", "its model has no vocabulary.")]
    [InlineData("""{"model": {"type": "Magic", "vocab": {}}}""", "its model is of the kind 'Magic'; known are BPE, WordPiece, Unigram, WordLevel.")]
    [InlineData("""{"model": {"type": "Unigram", "vocab": [["x"]]}}""", "entry 0 of its vocabulary is not a token and a score.")]
    [InlineData("""{"model": {"vocab": {"x": 0}, "merges": ["x"]}}""", "the merge 'x' is no pair.")]
    [InlineData("""{"model": {"vocab": {"x": 0}}, "added_tokens": [{"id": 1}]}""", "the content of an added token is not text.")]
    [InlineData("{}", "it has no model.")]
    public void Must_not_be_damaged(string json, string expected)
    {
        _folder.Write("a/tokenizer.json", json);

        Assert.Equal([$"3,58 MB2101 '/a/tokenizer.json' is not a tokenizer that can be read: {expected}"], _folder.Errors(Recipe));
    }
}
