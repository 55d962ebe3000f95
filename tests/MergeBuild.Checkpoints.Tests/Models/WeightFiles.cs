using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Models;

public sealed class WeightFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_single_file_is_opened()
    {
        ModelFolder.Model.WriteTo(_folder.Path);
        var model = ModelDirectory.Open(_folder.Path);
        Assert.Equal("model.safetensors", Assert.Single(model.Shards).Name);
        Assert.Equal(3, model.Tensors.Count);
        Assert.Equal("llama", model.Config?.ModelType);
        Assert.Equal("LlamaForCausalLM", model.Config?.Architecture);
    }

    [Fact]
    public void A_missing_directory_is_refused() => Refuses("MB2035", _folder["nowhere"], "nowhere");

    [Fact]
    public void A_file_in_place_of_the_directory_is_refused() => Refuses("MB2035", _folder.Write("model", ""), "it is a file");

    [Fact]
    public void A_directory_without_weights_is_refused()
    {
        _folder.Write("config.json", "{}");
        Refuses("MB2036", _folder.Path, _folder.Path);
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("pytorch_model-00001-of-00002.bin")]
    [InlineData("pytorch_model.bin.index.json")]
    [InlineData("model.pt")]
    [InlineData("consolidated.00.pth")]
    public void Pickles_alone_are_refused_with_the_way_out(string name)
    {
        _folder.Write(name, "");
        Refuses("MB2037", _folder.Path, name);
        Assert.Contains("safe_serialization=True", MergeBuild.Diagnostics.DiagnosticTable.PyTorchOnly.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Pickles_beside_safetensors_are_ignored()
    {
        ModelFolder.Model.WriteTo(_folder.Path);
        _folder.Write("pytorch_model.bin", "");
        Assert.Equal(3, ModelDirectory.Open(_folder.Path).Tensors.Count);
    }

    [Fact]
    public void A_single_file_and_an_index_together_are_refused()
    {
        ModelFolder.Model.WriteTo(_folder.Path);
        ModelFolder.Model.WriteTo(_folder.Path, shards: 2);
        Refuses("MB2038", _folder.Path, _folder.Path);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model.safetensors.index.json")]
    public void A_directory_in_place_of_the_weights_is_refused(string name)
    {
        _folder.CreateFolder(name);
        Refuses("MB2032", _folder.Path, name);
    }

    [Fact]
    public void A_directory_without_configuration_is_opened_without_one()
    {
        ModelFolder.Model.WithConfig(null).WriteTo(_folder.Path);
        Assert.Null(ModelDirectory.Open(_folder.Path).Config);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("\uFEFF{}")]
    public void A_damaged_configuration_is_refused(string json)
    {
        ModelFolder.Model.WriteTo(_folder.Path);
        _folder.Write("config.json", json);
        Refuses("MB2050", _folder.Path, "config.json");
    }

    [Fact]
    public void A_directory_in_place_of_the_configuration_is_refused()
    {
        ModelFolder.Model.WithConfig(null).WriteTo(_folder.Path);
        _folder.CreateFolder("config.json");
        Refuses("MB2032", _folder.Path, "config.json");
    }

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("1.5", null)]
    [InlineData("\"1\"", null)]
    [InlineData("null", null)]
    [InlineData("1e30", null)]
    public void A_configured_number_is_whole_or_none(string value, long? expected)
    {
        var config = new ModelConfig((JsonObject)JsonNode.Parse($$$"""{"text_config":{"layers":{{{value}}}}}""")!);
        Assert.Equal(expected, config.WholeNumber("text_config.layers"));
    }

    public void Dispose() => _folder.Dispose();

    private static void Refuses(string code, string path, params string[] named) => Refused.With(code, () => ModelDirectory.Open(path), named);
}
