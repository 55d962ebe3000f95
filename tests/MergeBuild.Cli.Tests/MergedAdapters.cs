using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

public sealed class MergedAdapters : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MergedAdapters()
    {
        Parents.Model(1).WriteTo(_folder["base"]);
        TinyModel.Empty.WithConfig(null)
            .With("base_model.model.model.layers.0.mlp.lora_A.weight", DType.F32, [1, 1], 3)
            .With("base_model.model.model.layers.0.mlp.lora_B.weight", DType.F32, [2, 1], 1, 2)
            .WriteTo(_folder["adapter"]);
        File.Move(_folder["adapter/model.safetensors"], _folder["adapter/adapter_model.safetensors"]);
        WriteConfig(alpha: 2);
        _folder.Write("recipe.yml", "merge_method: passthrough\nmodels: [{model: base+adapter}]\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_recorded_with_their_files_and_their_scaling()
    {
        var manifest = Merge();

        var parent = manifest["parents"]![0]!;
        Assert.Equal("base+adapter", (string?)parent["name"]);
        Assert.Equal(["adapter_config.json", "adapter_model.safetensors"], parent["adapter"]!["files"]!.AsArray().Select(file => (string?)file!["name"]));
        Assert.Equal([7, 11], Floats(manifest));
        var source = Tensor(manifest, "model.layers.0.mlp.weight")["sources"]![0]!;
        Assert.Equal((1, 2.0, 2.0), ((int)source["adapter"]!["rank"]!, (double)source["adapter"]!["alpha"]!, (double)source["adapter"]!["scaling"]!));
        Assert.Null(Tensor(manifest, "model.layers.1.mlp.weight")["sources"]![0]!["adapter"]);
    }

    [Fact]
    public void Give_new_keys_to_the_tensors_that_they_change_and_to_no_others()
    {
        var before = Merge();
        WriteConfig(alpha: 4);
        var after = Merge();

        Assert.NotEqual(Key(before, "model.layers.0.mlp.weight"), Key(after, "model.layers.0.mlp.weight"));
        Assert.Equal(Key(before, "model.layers.1.mlp.weight"), Key(after, "model.layers.1.mlp.weight"));
    }

    [Fact]
    public void Are_not_written_over()
    {
        var result = Tool.Run(_folder.Path, "merge", "recipe.yml", "adapter");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'adapter'", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["adapter/adapter_model.safetensors"]));
    }

    private void WriteConfig(int alpha) => _folder.Write("adapter/adapter_config.json", $$"""{"peft_type": "LORA", "r": 1, "lora_alpha": {{alpha}}}""");

    private JsonNode Merge()
    {
        var result = Tool.Run(_folder.Path, "merge", "recipe.yml", "out");
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonNode.Parse(File.ReadAllText(_folder["out/merge.manifest.json"]))!;
    }

    private float[] Floats(JsonNode manifest)
    {
        var tensor = Checkpoints.Models.ModelDirectory.Open(_folder["out"]).Tensors[(string)Tensor(manifest, "model.layers.0.mlp.weight")["name"]!];
        var bytes = File.ReadAllBytes(tensor.Shard.Path).AsSpan((int)tensor.Entry.Offset, (int)tensor.Entry.ByteLength);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    private static string? Key(JsonNode manifest, string tensor) => (string?)Tensor(manifest, tensor)["key"];

    private static JsonNode Tensor(JsonNode manifest, string name) => manifest["tensors"]!.AsArray().Single(tensor => (string?)tensor!["name"] == name)!;
}
