using MergeBuild.Checkpoints.Models;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class MergedModels : IDisposable
{
    private const string Recipe = """
        merge_method: linear
        models:
          - {model: one, parameters: {weight: 0.5}}
          - {model: two, parameters: {weight: 0.5}}
        """;

    private readonly TemporaryFolder _folder = new();

    public MergedModels()
    {
        Parents.Model(1).WriteTo(_folder["parents/one"]);
        Parents.Model(3).WriteTo(_folder["parents/two"]);
        _folder.Write("parents/recipe.yml", Recipe);
        _folder.Write("recipe.yml", Recipe);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_complete_model_directories()
    {
        var result = Tool.Run(_folder.Path, "merge", "parents/recipe.yml", "out");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["Merged 2 models (linear) into out:", "  model.safetensors", "  config.json", "  merge.manifest.json"],
            result.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[..^1]);
        Assert.Matches(@"It read .*, merged 36 B \(4 of 4 blocks\), wrote .*, copied 0 B\.", result.Output);
        Assert.Equal([2f, 4f, 6f, 8f], Floats("out", "model.embed_tokens.weight"));
        Assert.Equal(0, Tool.Run(_folder.Path, "verify", "out").ExitCode);
    }

    [Fact]
    public void Report_progress_as_plain_lines_when_nobody_watches()
    {
        var result = Tool.Run(_folder.Path, "merge", "parents/recipe.yml", "out");

        Assert.Contains(result.ErrorLines, line => line.StartsWith("Merging: 4 of 4 tensors, 36 B of 36 B", StringComparison.Ordinal));
        Assert.DoesNotContain('\e', result.Output + result.Error);
        Assert.DoesNotContain('\r', result.Error.Replace(Environment.NewLine, "", StringComparison.Ordinal));
    }

    [Fact]
    public void May_find_their_parents_in_another_folder()
    {
        var result = Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--model-root", "parents", "--threads", "3", "--seed", "18446744073709551615");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"seed\": 18446744073709551615", File.ReadAllText(_folder["out/merge.manifest.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Are_split_into_shards_of_the_size_asked_for()
    {
        var json = Tool.Run(_folder.Path, "merge", "parents/recipe.yml", "out", "--shard-size", "20B", "--json").Json;

        Assert.True((bool?)json["succeeded"]);
        Assert.Equal("out", (string?)json["output"]);
        Assert.Contains("model-00001-of-00002.safetensors", json["files"]!.AsArray().Select(file => (string?)file));
        Assert.Contains(Path.Combine(_folder.Path, "parents", "one", "model.safetensors"), json["inputs"]!.AsArray().Select(file => (string?)file));
        Assert.Equal(2, ModelDirectory.Open(_folder["out"]).Shards.Length);
    }

    [Fact]
    public void Do_not_come_from_wrong_recipes()
    {
        _folder.Write("parents/wrong.yml", "merge_method: liner\nmodels:\n  - {model: one, parameters: {wieght: 1}}\n  - {model: three}\n");
        var result = Tool.Run(_folder.Path, "merge", "parents/wrong.yml", "out");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("parents/wrong.yml(4,13): error MB1014: The model 'three' is not a folder ('", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Tell_programs_what_was_wrong_with_the_recipe()
    {
        _folder.Write("parents/wrong.yml", Recipe.Replace("linear", "liner", StringComparison.Ordinal));
        var result = Tool.Run(_folder.Path, "merge", "parents/wrong.yml", "out", "--json");
        var diagnostic = Assert.Single(result.Json["diagnostics"]!.AsArray())!;

        Assert.Equal(1, result.ExitCode);
        Assert.False((bool?)result.Json["succeeded"]);
        Assert.Equal(("MB1050", "parents/wrong.yml", 1, 15), ((string?)diagnostic["code"], (string?)diagnostic["file"], (int?)diagnostic["line"], (int?)diagnostic["column"]));
        Assert.StartsWith("parents/wrong.yml(1,15): error MB1050: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Need_a_recipe()
    {
        var result = Tool.Run(_folder.Path, "merge", "none.yml", "out");

        Assert.Equal((1, "mergebuild: error MB2030: 'none.yml' does not exist."), (result.ExitCode, Assert.Single(result.ErrorLines)));
    }

    private float[] Floats(string model, string tensor)
    {
        var stored = ModelDirectory.Open(_folder[model]).Tensors[tensor];
        var bytes = File.ReadAllBytes(stored.Shard.Path).AsSpan((int)stored.Entry.Offset, (int)stored.Entry.ByteLength);
        return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes)];
    }
}
