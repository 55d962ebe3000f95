using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests;

public sealed class Companions : IDisposable
{
    private readonly BuildFolder _folder = new();

    [Fact]
    public void Come_from_the_base_model_byte_by_byte()
    {
        foreach (var name in new[] { "tokenizer.json", "tokenizer_config.json", "generation_config.json", "chat_template.jinja", "special_tokens_map.json", "tokenizer.model" })
        {
            _folder.Write($"base/{name}", $"{{\"of\": \"base\",   \"name\": \"{name}\"}}");
            _folder.Write($"a/{name}", $"{{\"of\": \"base\", \"name\": \"{name}\"}}");
        }

        _folder.Build();
        foreach (var name in _folder.OutputFiles.Where(name => name is not ("config.json" or "merge.manifest.json" or "model.safetensors")))
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder["base"], name)), _folder.Read(name));
        }

        Assert.Equal(9, _folder.OutputFiles.Count);
        _folder.VerifiedManifest();
    }

    [Fact]
    public void Come_from_the_first_expert_where_there_is_no_base()
    {
        _folder.Write("b/vocab.txt", "b");
        _folder.Write("a/vocab.txt", "a");
        _folder.Build("merge_method: linear\nmodels: [{model: b}, {model: a}]\nparameters: {weight: 1}\n");
        Assert.Equal("b"u8.ToArray(), _folder.Read("vocab.txt"));
    }

    [Fact]
    public void Are_never_code_or_anything_unknown()
    {
        foreach (var name in new[] { "modeling_x.py", "run.sh", "pytorch_model.bin", "training_args.bin", "README.md", ".env", "optimizer.pt" })
        {
            _folder.Write($"base/{name}", "x");
        }

        _folder.Build();
        Assert.Equal(["config.json", "merge.manifest.json", "model.safetensors"], _folder.OutputFiles);
    }

    [Theory]
    [InlineData("torch_dtype")]
    [InlineData("dtype")]
    public void The_configuration_names_the_type_of_the_weights_under_the_key_it_has(string key)
    {
        TinyLlama.Of(2).WithConfigValue("torch_dtype", null).WriteTo(_folder["base"]);
        var config = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(_folder["base"], "config.json")))!;
        config.Remove("torch_dtype");
        config[key] = "float32";
        config["other"] = new JsonArray(1, "x");
        _folder.Write("base/config.json", config.ToJsonString());

        _folder.Build(BuildFolder.Ties + "out_dtype: bfloat16\n");

        config[key] = "bfloat16";
        Assert.True(JsonNode.DeepEquals(config, _folder.Json("config.json")));
    }

    [Fact]
    public void The_configuration_has_the_layers_of_stacked_slices()
    {
        foreach (var name in new[] { "a", "b" })
        {
            TinyLlama.Of(2).WithConfigValue("layer_types", new JsonArray("full", "sliding")).WithConfigValue("model_type", "none").WriteTo(_folder[name]);
        }

        _folder.Build("merge_method: passthrough\nslices: [{sources: [{model: a, layer_range: [0, 2]}]}, {sources: [{model: b, layer_range: [1, 2]}]}]\n");
        var config = _folder.Json("config.json");
        Assert.Equal(3, (int)config["num_hidden_layers"]!);
        Assert.Equal("""["full","sliding","sliding"]""", config["layer_types"]!.ToJsonString());
    }

    [Fact]
    public void The_configuration_has_the_rows_of_a_vocabulary_that_was_cut()
    {
        TinyLlama.Of(2, vocabulary: 4).WriteTo(_folder["a"]);
        Assert.Equal("MB2073", Assert.Single(_folder.Build().Warnings).Code);
        Assert.Equal(4, (int)_folder.Json("config.json")["vocab_size"]!);
    }

    [Fact]
    public void A_layer_count_that_no_key_has_is_refused()
    {
        TinyModel.Empty.WithConfigValue("model_type", "none").WithConfigValue("num_hidden_layers", 5)
            .With("h.0.w", DType.F32, [1], 1).With("h.1.w", DType.F32, [1], 1).WriteTo(_folder["a"]);
        Assert.Equal("MB2078", _folder.Fails("merge_method: passthrough\nslices: [{sources: [{model: a, layer_range: [0, 1]}]}]\n").Code);
    }

    [Fact]
    public void A_donor_without_configuration_is_refused()
    {
        File.Delete(Path.Combine(_folder["base"], "config.json"));
        Assert.Equal("MB2051", _folder.Fails().Code);
        Assert.False(Directory.Exists(_folder.Output));
    }

    public void Dispose() => _folder.Dispose();
}
