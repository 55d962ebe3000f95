using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

/// <summary>Whatever a stranger names or writes, no line that the tool prints is a command to a runner or a terminal.</summary>
public sealed class HostileNames : IDisposable
{
    private const string Hostile = "x\u001b[31m::error::y##[command]z##vso[task]\u202Eq\u2066";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_tensors_are_harmless_in_errors() => AssertHarmless(Model("{" + $"\"{Escaped}\":{{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"{Escaped}\":1}}" + "}"), "inspect", "model");

    [Fact]
    public void Of_types_are_harmless_in_errors() => AssertHarmless(Model("{" + $"\"w\":{{\"dtype\":\"{Escaped}\",\"shape\":[1],\"data_offsets\":[0,4]}}" + "}"), "inspect", "model");

    [Fact]
    public void Of_architectures_and_tensors_are_harmless_in_tables()
    {
        TinyModel.Empty.WithConfigValue("model_type", Hostile).WithConfigValue("architectures", new JsonArray(Hostile)).With("w::error::##[x]", DType.F32, [1], 1).WriteTo(_folder["model"]);
        AssertHarmless(true, "inspect", "model");
    }

    [Fact]
    public void Of_files_in_an_index_are_harmless()
    {
        _folder.Write("model/model.safetensors.index.json", new JsonObject { ["weight_map"] = new JsonObject { [Hostile] = Hostile } }.ToJsonString());
        AssertHarmless(true, "inspect", "model");
    }

    [Fact]
    public void Of_examples_and_fields_of_suites_are_harmless()
    {
        Parents.Model(1).WriteTo(_folder["model"]);
        _folder.Write("suite.jsonl", new JsonObject { ["id"] = Hostile, [Hostile] = Hostile, ["prompt"] = Hostile }.ToJsonString() + "\n");
        AssertHarmless(true, "evaluate", "model", "suite.jsonl");
    }

    [Fact]
    public void Of_keys_and_models_of_recipes_are_harmless()
    {
        _folder.Write("recipe.yml", $"merge_method: \"{Escaped}\"\n\"{Escaped}\": 1\nmodels: [{{model: \"{Escaped}\"}}]\n");
        AssertHarmless(true, "merge", "recipe.yml", "out");
    }

    [Fact]
    public void Of_tokens_are_harmless()
    {
        Parents.Model(1).WriteTo(_folder["model"]);
        _folder.Write("model/tokenizer.json", new JsonObject { ["model"] = new JsonObject { ["type"] = Hostile, ["vocab"] = new JsonObject { [Hostile] = -1 } }, [Hostile] = 1 }.ToJsonString());
        AssertHarmless(true, "tokenize", "model", "--text", "a");
    }

    private static string Escaped => JsonValue.Create(Hostile).ToJsonString()[1..^1];

    private bool Model(string header)
    {
        _folder.Write("model/model.safetensors", RawSafetensors.Bytes(header, 4));
        return true;
    }

    private void AssertHarmless(bool _, params string[] arguments)
    {
        var result = Tool.Run(_folder.Path, arguments);
        var printed = result.Output + result.Error;
        Assert.NotEmpty(printed);
        Assert.DoesNotContain("::", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("##[", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso", printed, StringComparison.Ordinal);
        Assert.DoesNotContain(printed, character => character is '\u001b' or '\u202E' or '\u2066' || (char.IsControl(character) && character is not '\n' and not '\r'));
    }
}
