using System.Text.Json.Nodes;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests;

public sealed class StackedConfigurations : IDisposable
{
    private const string Stack = """
        merge_method: passthrough
        slices:
          - sources: [{model: x, layer_range: [1, 2]}]
          - sources: [{model: y, layer_range: [0, 2]}]
          - sources: [{model: x, layer_range: [0, 1]}]
        """;

    private readonly BuildFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Have_the_lists_of_the_layers_that_were_taken()
    {
        Model("x", "full", "sliding");
        Model("y", "linear", "chunked");

        _folder.Build(Stack);

        var config = _folder.Json("config.json");
        Assert.Equal(4, (int?)config["num_hidden_layers"]);
        Assert.Equal(["sliding", "linear", "chunked", "full"], config["layer_types"]!.AsArray().Select(type => (string?)type));
    }

    [Fact]
    public void Refuse_lists_that_say_nothing_of_a_layer()
    {
        Model("x", "full", "sliding");
        Model("y", "linear");

        Assert.Equal("MB1043", _folder.Fails(Stack).Code);
    }

    private void Model(string name, params string[] types) => TinyLlama.Of(2, 1)
        .WithConfigValue("model_type", "llama_of_tomorrow")
        .WithConfigValue("num_hidden_layers", 2)
        .WithConfigValue("layer_types", new JsonArray([.. types.Select(type => (JsonNode)type)]))
        .WriteTo(_folder[name]);
}
