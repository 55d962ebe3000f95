namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class RulesForTokens : IDisposable
{
    private readonly TokenFolder _folder = new TokenFolder()
        .With("base", 100, TinyTokenizer.Of("x", "y"))
        .With("a", 200, TinyTokenizer.Of("x", "y", "s"))
        .With("b", 300, TinyTokenizer.Of("s", "x", "y"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{source: a}", 202)]
    [InlineData("{source: b}", 300)]
    [InlineData("{source: {kind: zero}}", 0)]
    [InlineData("{source: zero}", 0)]
    [InlineData("{source: {kind: model_token, model: b, token: 'y'}}", 302)]
    [InlineData("{source: {kind: model_token, model: b, token_id: 1}}", 301)]
    [InlineData("{}", 251)]
    public void Give_the_row_to_models_that_lack_the_token(string rule, float expected) =>
        Assert.Equal(expected, BaseRows($"{{source: union, tokens: {{s: {rule}}}}}")[2]);

    [Fact]
    public void Leave_the_row_of_models_that_have_the_token()
    {
        _folder.Merge("merge_method: linear\nmodels: [{model: a, parameters: {weight: 1}}]\ntokenizer: {tokens: {x: {source: {kind: zero}}}}");

        Assert.Equal([200f, 201f, 202f], _folder.Rows());
    }

    [Theory]
    [InlineData("{source: {kind: zero}, force: true}", 0)]
    [InlineData("{source: b, force: true}", 301)]
    [InlineData("{force: true}", 100)]
    [InlineData("{source: b, force: false}", 100)]
    public void Replace_it_when_they_are_forced(string rule, float expected) =>
        Assert.Equal(expected, BaseRows($"{{source: base, tokens: {{x: {rule}}}}}")[0]);

    [Fact]
    public void Add_new_tokens_to_any_vocabulary()
    {
        Assert.Equal([100f, 101f, 201f], BaseRows("{source: base, tokens: {'<|im_start|>': {source: {kind: model_token, model: a, token: 'y'}}}}"));

        var added = Assert.Single(_folder.Json("tokenizer.json")["added_tokens"]!.AsArray())!;
        Assert.Equal(("<|im_start|>", 2, false), ((string?)added["content"], (int?)added["id"], (bool?)added["special"]));
        Assert.Equal(3, (int?)_folder.Json("config.json")["vocab_size"]);
    }

    [Fact]
    public void Add_tokens_that_only_another_model_has()
    {
        _folder.With("a", 200, TinyTokenizer.Of("x", "y").WithAdded(("<s>", 2)));

        Assert.Equal(202f, BaseRows("{source: base, tokens: {<s>: {source: a}}}")[2]);
        Assert.True((bool?)Assert.Single(_folder.Json("tokenizer.json")["added_tokens"]!.AsArray())!["special"]);
    }

    [Fact]
    public void Need_a_row_that_exists()
    {
        var errors = _folder.Errors(Recipe("""
            {tokens: {new: {source: a}, other: {source: {kind: model_token, model: b, token_id: 3}}}}
            """));

        Assert.Equal(
            [
                "4,22 MB2106 The token 'new' takes its row from 'a', which has none for 'new' in the tensor 'lm_head.bias'.",
                "4,40 MB2106 The token 'other' takes its row from 'b', which has none for the number 3 in the tensor 'lm_head.bias'.",
            ],
            errors[..2]);
    }

    // With lambda 0 the result is what the base model was given.
    private float[] BaseRows(string tokenizer)
    {
        _folder.Merge(Recipe(tokenizer));
        return _folder.Rows();
    }

    private static string Recipe(string tokenizer) => $$$"""
        merge_method: task_arithmetic
        base_model: base
        models: [{model: a, parameters: {weight: 1}}, {model: b, parameters: {weight: 1}}]
        tokenizer: {{{tokenizer}}}
        parameters: {lambda: 0}
        """;
}
