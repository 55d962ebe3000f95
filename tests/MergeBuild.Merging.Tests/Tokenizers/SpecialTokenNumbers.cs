namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class SpecialTokenNumbers : IDisposable
{
    private readonly TokenFolder _folder = new TokenFolder()
        .With("base", 100, TinyTokenizer.Of("<s>", "</s>", "x", "<pad>"))
        .With("a", 200, TinyTokenizer.Of("x", "</s>", "<unk>", "<s>"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Follow_their_tokens_into_another_tokenizer()
    {
        SetConfig("base", """ "bos_token_id": 0, "eos_token_id": [1, 0], "pad_token_id": -1, "forced_eos_token_id": null""");
        _folder.Write("base/generation_config.json", """{"bos_token_id": 0, "temperature": 0.5}""");
        _folder.Merge(Recipe("a"));

        var config = _folder.Json("config.json");
        Assert.Equal((3, "[1,3]", -1), ((int)config["bos_token_id"]!, config["eos_token_id"]!.ToJsonString(), (int)config["pad_token_id"]!));
        Assert.True(config.ContainsKey("forced_eos_token_id"));
        Assert.Equal((3, 0.5), ((int)_folder.Json("generation_config.json")["bos_token_id"]!, (double)_folder.Json("generation_config.json")["temperature"]!));
    }

    [Fact]
    public void Are_the_other_models_where_a_token_is_lost()
    {
        SetConfig("base", """ "pad_token_id": 3, "eos_token_id": [3, 1]""");
        SetConfig("a", """ "pad_token_id": 2""");
        var warnings = _folder.Merge(Recipe("a"));

        Assert.Contains("MB2108 The pad_token_id of 'base' is '<pad>', which the result's vocabulary does not have; the configuration now says 2.", warnings);
        Assert.Equal("[1]", _folder.Json("config.json")["eos_token_id"]!.ToJsonString());
        Assert.Equal(2, (int?)_folder.Json("config.json")["pad_token_id"]);
    }

    [Fact]
    public void Stay_with_the_bases_tokenizer()
    {
        SetConfig("base", """ "bos_token_id": 0""");
        _folder.Write("base/generation_config.json", "{ }");
        _folder.Merge(Recipe("union"));

        Assert.Equal(0, (int?)_folder.Json("config.json")["bos_token_id"]);
        Assert.Equal("{ }", _folder.Text("generation_config.json"));
    }

    private void SetConfig(string model, string members) => _folder.Write($"{model}/config.json", $"{{\"model_type\": \"none\", \"vocab_size\": 4, {members}}}");

    private static string Recipe(string source) => $$$"""
        merge_method: linear
        base_model: base
        models: [{model: base, parameters: {weight: 1}}, {model: a, parameters: {weight: 1}}]
        tokenizer_source: {{{source}}}
        """;
}
