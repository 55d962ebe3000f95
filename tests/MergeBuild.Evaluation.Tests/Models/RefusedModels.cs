using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Tests.Models.Reference;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;
using static MergeBuild.Evaluation.Tests.Models.Reference.FamilyModel;

namespace MergeBuild.Evaluation.Tests.Models;

/// <summary>What cannot be computed rightly is refused, with the place and what would be allowed.</summary>
public sealed class RefusedModels : IDisposable
{
    private static readonly TinyModel Model = With(Config("llama", "LlamaForCausalLM"), LlamaTensors());

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("model_type", "\"mamba\"", "MB4050", "mamba", "llama")]
    [InlineData("architectures", "[\"LlamaForTokenClassification\"]", "MB4050", "LlamaForTokenClassification", "qwen3_moe")]
    [InlineData("model_type", "null", "MB4051", "model_type", "config.json")]
    [InlineData("hidden_size", "null", "MB4051", "hidden_size", "config.json")]
    [InlineData("hidden_size", "20.5", "MB4052", "hidden_size", "20.5")]
    [InlineData("hidden_size", "-1", "MB4052", "hidden_size", "whole number")]
    [InlineData("hidden_size", "\"20\"", "MB4052", "hidden_size", "\"20\"")]
    [InlineData("rms_norm_eps", "0", "MB4052", "rms_norm_eps", "greater than 0")]
    [InlineData("tie_word_embeddings", "1", "MB4052", "tie_word_embeddings", "true or false")]
    [InlineData("num_key_value_heads", "4", "MB4052", "num_key_value_heads", "divisor of num_attention_heads, 6")]
    [InlineData("head_dim", "9", "MB4052", "head_dim", "even")]
    [InlineData("eos_token_id", "\"</s>\"", "MB4052", "eos_token_id", "array of ids")]
    [InlineData("hidden_act", "\"xielu\"", "MB4053", "hidden_act", "xielu")]
    [InlineData("rope_scaling", "{\"rope_type\":\"banana\"}", "MB4053", "rope_scaling.rope_type", "banana")]
    [InlineData("rope_scaling", "{\"rope_type\":\"linear\",\"factor\":2,\"mrope_section\":[1]}", "MB4053", "rope_scaling.mrope_section", "1]")]
    [InlineData("rope_scaling", "{\"factor\":2}", "MB4051", "rope_type", "config.json")]
    [InlineData("rope_scaling", "{\"rope_type\":\"linear\"}", "MB4051", "rope_scaling.factor", "config.json")]
    [InlineData("rope_scaling", "{\"rope_type\":\"longrope\",\"short_factor\":[1],\"long_factor\":[1]}", "MB4052", "short_factor", "5 numbers")]
    [InlineData("quantization_config", "{\"bits\":4}", "MB4053", "quantization_config", "{\"bits\":4}")]
    [InlineData("attn_logit_softcapping", "30", "MB4053", "attn_logit_softcapping", "30")]
    [InlineData("num_local_experts", "4", "MB4053", "num_local_experts", "4")]
    [InlineData("residual_multiplier", "0.2", "MB4053", "residual_multiplier", "0.2")]
    [InlineData("rope_interleave", "true", "MB4053", "rope_interleave", "true")]
    [InlineData("attn_temperature_tuning", "4", "MB4053", "attn_temperature_tuning", "4")]
    [InlineData("layer_types", "[\"full_attention\",\"linear_attention\",\"full_attention\"]", "MB4053", "layer_types", "alike")]
    [InlineData("intermediate_size", "38", "MB4055", "model.layers.0.mlp.gate_proj.weight", "38×20")]
    [InlineData("attention_bias", "true", "MB4054", "model.layers.0.self_attn.q_proj.bias", "config.json")]
    [InlineData("num_hidden_layers", "2", "MB4057", "model.layers.2.input_layernorm.weight", "9 tensors")]
    public void A_configuration_that_means_something_else(string key, string value, string code, params string[] parts) =>
        Refuses(Model.WithConfigValue(key, JsonNode.Parse(value)), code, parts);

    [Fact]
    public void A_model_without_configuration() => Refuses(Model.WithConfig(null), "MB4058");

    [Fact]
    public void A_tensor_that_is_missing() => Refuses(Model.Without("model.norm.weight"), "MB4054", "model.norm.weight");

    [Fact]
    public void A_tensor_that_has_no_place() => Refuses(Model.With("model.layers.1.self_attn.q_norm.weight", DType.F32, [2], 1, 1), "MB4057", "model.layers.1.self_attn.q_norm.weight", "llama");

    [Fact]
    public void A_tensor_that_is_quantised() => Refuses(
        Model.WithBytes("model.layers.0.mlp.up_proj.weight", DType.I8, [Intermediate, Hidden], new byte[Intermediate * Hidden]), "MB4056", "model.layers.0.mlp.up_proj.weight", "I8");

    [Fact]
    public void A_generation_configuration_that_is_not_valid()
    {
        var path = Model.WriteTo(_folder["model"]);
        _folder.Write("model/generation_config.json", """{"eos_token_id":"x"}""");
        Refuses(path, "MB4063", "generation_config.json", "eos_token_id");
    }

    [Fact]
    public void The_end_tokens_are_those_of_the_generation_configuration_and_else_of_the_configuration()
    {
        var path = Model.WithConfigValue("eos_token_id", 5).WriteTo(_folder["model"]);
        Assert.Equal([5], EndTokens(path));
        _folder.Write("model/generation_config.json", """{"eos_token_id":[3,4]}""");
        Assert.Equal([3, 4], EndTokens(path));
    }

    [Fact]
    public void Ids_that_the_vocabulary_lacks()
    {
        using var model = ModelLogits.Load(Model.WriteTo(_folder["model"]));
        Refuses(() => model.Score([new ScoreRequest(new[] { 1, Vocabulary }, 1)], CancellationToken.None), "MB4059", "51");
        Refuses(() => model.Generate([new GenerationRequest { Prompt = new[] { -1 }, MaximumTokens = 1 }], CancellationToken.None), "MB4059", "-1");
        Refuses(() => model.Generate([new GenerationRequest { Prompt = default, MaximumTokens = 1 }], CancellationToken.None), "MB4062");
    }

    // Found by the fuzzer: a billion layers were described before the first tensor was looked for.
    [Theory]
    [InlineData("num_hidden_layers", 964_878_599)]
    [InlineData("num_hidden_layers", 10_001)]
    [InlineData("head_dim", int.MaxValue)]
    public void Counts_that_would_take_all_memory(string key, int count) =>
        Refuses(Model.WithConfigValue(key, count), "MB4052", key, "10000");

    [Fact]
    public void Weights_that_are_not_numbers()
    {
        using var model = ModelLogits.Load(Model.With("model.norm.weight", DType.F32, [Hidden], [.. Enumerable.Repeat(1f, Hidden - 1), float.NaN]).WriteTo(_folder["model"]));
        Refuses(() => model.Score([new ScoreRequest(FamilyCheck.Ids(4), 2)], CancellationToken.None), "MB4061", "position 1");
        Refuses(() => model.Generate([new GenerationRequest { Prompt = FamilyCheck.Ids(4), MaximumTokens = 1 }], CancellationToken.None), "MB4061", "position 3");
    }

    [Fact]
    public void A_classifier_is_no_language_model_and_the_other_way_round()
    {
        Refuses(With(Config("bert", "BertForSequenceClassification"), []), "MB4050", "bert", "llama");
        var path = Model.WriteTo(_folder["model"]);
        Refuses(() => PretrainedModel.LoadClassifier(ModelDirectory.Open(path)).Dispose(), "MB4050", "llama", "roberta");
    }

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<int> EndTokens(string path)
    {
        using var model = PretrainedModel.LoadLanguageModel(ModelDirectory.Open(path));
        return model.EndTokens;
    }

    private void Refuses(TinyModel model, string code, params string[] parts) => Refuses(model.WriteTo(_folder["refused"]), code, parts);

    private static void Refuses(string path, string code, params string[] parts) =>
        Refuses(() => PretrainedModel.LoadLanguageModel(ModelDirectory.Open(path)).Dispose(), code, parts);

    private static void Refuses(Action action, string code, params string[] parts)
    {
        var diagnostic = Assert.Single(Assert.Throws<MergeBuildException>(action).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.All(parts, part => Assert.Contains(part, diagnostic.Message, StringComparison.Ordinal));
    }
}
