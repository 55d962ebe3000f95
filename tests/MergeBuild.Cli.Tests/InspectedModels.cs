using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

public sealed class InspectedModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Show_tensors_types_and_totals()
    {
        Parents.Model(1).WriteTo(_folder["parent"]);
        var result = Tool.Run(_folder.Path, "inspect", "parent");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"model\.embed_tokens\.weight +F32 +2×2 +16 B +model\.safetensors", result.Output);
        Assert.Matches(@"model\.norm\.weight +BF16 +2 +4 B +model\.safetensors", result.Output);
        Assert.Matches(@"F32 +3 +8 +32 B", result.Output);
        Assert.Matches(@"Architecture +TinyForCausalLM \(tiny\)", result.Output);
        Assert.Matches(@"Parameters +10\b", result.Output);
        Assert.DoesNotContain('\e', result.Output);
    }

    [Fact]
    public void Are_ordered_as_people_count()
    {
        var model = TinyModel.Empty;
        foreach (var layer in new[] { 10, 2, 1, 0 })
        {
            model = model.With($"model.layers.{layer}.weight", DType.F32, [1], layer);
        }

        model.WriteTo(_folder["parent"], shards: 2);
        var json = Tool.Run(_folder.Path, "inspect", "parent", "--json").Json;

        Assert.Equal(
            ["model.layers.0.weight", "model.layers.1.weight", "model.layers.2.weight", "model.layers.10.weight"],
            json["tensors"]!.AsArray().Select(tensor => (string?)tensor!["name"]));
        Assert.Equal(["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"], json["shards"]!.AsArray().Select(shard => (string?)shard!["name"]));
    }

    [Fact]
    public void Are_one_json_document_on_request()
    {
        Parents.Model(1).WriteTo(_folder["parent"]);
        var json = Tool.Run(_folder.Path, "inspect", "parent", "--json").Json;

        Assert.True((bool?)json["succeeded"]);
        Assert.Equal("TinyForCausalLM", (string?)json["architecture"]);
        Assert.Equal(10, (long?)json["parameters"]);
        Assert.Equal(36, (long?)json["bytes"]);
        Assert.Equal("""{"dtype":"F32","tensors":3,"parameters":8,"bytes":32}""", json["dtypes"]![0]!.ToJsonString());
        Assert.Equal(
            """{"name":"model.embed_tokens.weight","dtype":"F32","shape":[2,2],"bytes":16,"file":"model.safetensors"}""",
            json["tensors"]![0]!.ToJsonString());
        Assert.Empty(json["diagnostics"]!.AsArray());
    }

    [Fact]
    public void Need_no_configuration()
    {
        Parents.Model(1).WithConfig(null).WriteTo(_folder["parent"]);
        var result = Tool.Run(_folder.Path, "inspect", "parent");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("unknown (no config.json names it)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void May_be_named_by_strangers()
    {
        TinyModel.Empty.With("::error::[red]weight[/]", DType.F32, [1], 1).WriteTo(_folder["parent"]);
        var result = Tool.Run(_folder.Path, "inspect", "parent");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("::", result.Output, StringComparison.Ordinal);
        Assert.Contains("[red]weight[/]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void That_are_missing_or_damaged_fail_with_a_code()
    {
        _folder.Write("broken/model.safetensors", "short");
        var missing = Tool.Run(_folder.Path, "inspect", "nowhere");
        var broken = Tool.Run(_folder.Path, "inspect", "broken", "--json");

        Assert.Equal((1, ""), (missing.ExitCode, missing.Output));
        Assert.StartsWith("mergebuild: error MB2035: ", missing.Error, StringComparison.Ordinal);
        Assert.Equal(1, broken.ExitCode);
        Assert.False((bool?)broken.Json["succeeded"]);
        var diagnostic = Assert.Single(broken.Json["diagnostics"]!.AsArray())!;
        Assert.Equal(("MB2001", "error"), ((string?)diagnostic["code"], (string?)diagnostic["severity"]));
    }
}
