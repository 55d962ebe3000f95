namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class RowsOfTokens : IDisposable
{
    private const string Average = """
        merge_method: linear
        base_model: base
        models:
          - {model: base, parameters: {weight: 1}}
          - {model: a, parameters: {weight: 1}}

        """;

    private readonly TokenFolder _folder = new TokenFolder()
        .With("base", 100, TinyTokenizer.Of("x", "y", "z"))
        .With("a", 200, TinyTokenizer.Of("z", "x", "y"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tokenizer_source: base")]
    [InlineData("tokenizer_source: union")]
    [InlineData("tokenizer: {}")]
    [InlineData("tokenizer: {source: base}")]
    public void Meet_by_token_and_not_by_index(string rule)
    {
        Assert.Empty(_folder.Merge(Average + rule));

        Assert.Equal([(100 + 201) / 2f, (101 + 202) / 2f, (102 + 200) / 2f], _folder.Rows());
        Assert.Equal(_folder.Rows(), _folder.Rows(TokenFolder.Head));
        Assert.Equal(_folder.Rows(), _folder.Rows("lm_head.bias"));
    }

    [Fact]
    public void Come_in_the_order_of_the_model_that_gives_the_tokenizer()
    {
        Assert.Empty(_folder.Merge(Average + "tokenizer: {source: a}"));

        Assert.Equal([(102 + 200) / 2f, (100 + 201) / 2f, (101 + 202) / 2f], _folder.Rows());
        Assert.Equal(File.ReadAllText(_folder["a/tokenizer.json"]), _folder.Text("tokenizer.json"));
    }

    [Fact]
    public void Stay_as_they_are_without_a_rule_and_a_warning_says_that_they_do_not_match()
    {
        Assert.StartsWith("MB2079 The tokenizer of 'a' gives 3 tokens another number", Assert.Single(_folder.Merge(Average)), StringComparison.Ordinal);

        Assert.Equal([150f, 151f, 152f], _folder.Rows());
    }

    [Fact]
    public void Of_tokens_that_one_model_lacks_are_the_base_models_for_it()
    {
        _folder.With("a", 200, TinyTokenizer.Of("z", "x"));
        _folder.Merge(Average + "tokenizer: {source: base}");

        Assert.Equal([150.5f, 101f, 151f], _folder.Rows());
    }

    [Fact]
    public void Of_tokens_of_one_model_alone_are_the_same_for_all()
    {
        _folder.With("a", 200, TinyTokenizer.Of("x", "y", "z", "new"));
        Assert.Empty(_folder.Merge(Average + "tokenizer: {source: union}"));

        Assert.Equal([150f, 151f, 152f, 203f], _folder.Rows());
        Assert.Equal(4, (int?)_folder.Json("config.json")["vocab_size"]);
    }

    [Theory]
    [InlineData("weight: 3", "weight: 1", 225 + 2)]
    [InlineData("weight: 0", "weight: 2", 302)]
    [InlineData("weight: 1", "weight: 1", 252)]
    public void Of_tokens_of_several_models_are_their_mean_by_the_methods_weights(string first, string second, float expected)
    {
        var shared = TinyTokenizer.Of("x", "y", "new");
        _folder.With("base", 100, TinyTokenizer.Of("x", "y")).With("a", 200, shared).With("b", 300, shared);
        _folder.Merge($$$"""
            merge_method: task_arithmetic
            base_model: base
            models:
              - {model: a, parameters: { {{{first}}} }}
              - {model: b, parameters: { {{{second}}} }}
            parameters: {lambda: 0}
            tokenizer: {source: union}
            """);

        // With lambda 0 the result is what the base model was given.
        Assert.Equal([100f, 101f, expected], _folder.Rows());
    }

    [Fact]
    public void Of_tokens_of_several_models_are_the_plain_mean_where_the_method_has_no_weights()
    {
        var shared = TinyTokenizer.Of("x", "new");
        _folder.With("base", 100, TinyTokenizer.Of("x")).With("a", 200, shared).With("b", 301, shared);
        _folder.Merge("merge_method: model_stock\nbase_model: base\nmodels: [{model: a}, {model: b}]\ntokenizer: {}");

        Assert.Equal(251.5f, _folder.Rows()[1]);
    }

    [Fact]
    public void That_nobody_has_are_zero_and_a_warning_says_so()
    {
        var warning = Assert.Single(_folder.Merge(Average + "tokenizer: {source: base, tokens: {'<|new|>': {}}}"));

        Assert.Equal("MB2105 No parent has a row for 1 tokens of the result, '<|new|>' first; their rows are zero.", warning);
        Assert.Equal(0f, _folder.Rows()[3]);
    }

    [Fact]
    public void Beyond_the_embedding_are_rows_that_a_model_does_not_have()
    {
        // Both tokenizers list a fourth token; only the expert's embedding has a row for it.
        var padded = TinyTokenizer.Of("x", "y", "z").WithAdded(("<pad>", 3), ("<far>", 5));
        _folder.With("base", 100, padded, rows: 3).With("a", 200, padded, rows: 4);
        var warning = Assert.Single(_folder.Merge(Average + "tokenizer: {source: union}"));

        Assert.StartsWith("MB2105 No parent has a row for 1 tokens of the result, '<far>' first", warning, StringComparison.Ordinal);
        var mean = (150f + 151 + 152 + 203 + 0) / 5;
        Assert.Equal([150f, 151f, 152f, 203f, mean, 0f], _folder.Rows());
    }

    [Fact]
    public void That_no_token_has_are_left_out()
    {
        _folder.With("base", 100, TinyTokenizer.Of("x", "y", "z"), rows: 8);
        _folder.Merge(Average + "tokenizer: {source: base}");

        Assert.Equal(3, _folder.Rows().Length);
    }

    [Fact]
    public void Are_padded_with_the_mean_row()
    {
        _folder.Merge(Average + "tokenizer: {source: base, pad_to_multiple_of: 4}");

        Assert.Equal([150.5f, 151.5f, 151f, 151f], _folder.Rows());
        Assert.Equal(4, (int?)_folder.Json("config.json")["vocab_size"]);
        Assert.Equal(File.ReadAllText(_folder["base/tokenizer.json"]), _folder.Text("tokenizer.json"));
    }

    [Fact]
    public void Come_from_a_base_model_that_no_slice_takes_layers_from()
    {
        _folder.With("a", 200, TinyTokenizer.Of("x", "own"));
        _folder.Merge("""
            merge_method: passthrough
            base_model: base
            slices: [{sources: [{model: a, layer_range: [0, 1]}]}]
            tokenizer: {source: union}
            """);

        Assert.Equal([200f, 101f, 102f, 201f], _folder.Rows());
    }
}
