using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>The tool merges models again by their manifests.</summary>
public sealed class ReproducedModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReproducedModels()
    {
        _folder.Write("recipe.yml", TinyRecipe.Of());
        Assert.Equal(0, Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--model-root", TinyRecipe.Parents, "--shard-size", "400KB").ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_the_same_byte_for_byte()
    {
        var text = Tool.Run(_folder.Path, "reproduce", "out", "--parents", TinyRecipe.Parents, "--threads", "1", "-o", "again");
        var json = Tool.Run(_folder.Path, "reproduce", "out/merge.manifest.json", "--parents", TinyRecipe.Parents, "--offline", "--json").Json;

        Assert.True(text.ExitCode == 0, text.Error);
        Assert.Matches("^out is reproduced byte for byte from 4 models \\(task_arithmetic\\): 1[0-9] files, 39 tensors, 1\\.76 MB, in .*again\\.$", Assert.Single(text.Output.Trim().Split('\n')));
        Assert.All(Directory.EnumerateFiles(_folder["out"]), path => Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(_folder["again"], Path.GetFileName(path)))));
        Assert.True((bool)json["reproduced"]!);
        Assert.Equal(Path.Combine(TinyRecipe.Parents, "math"), json["parents"]!.AsArray().Select(parent => (string?)parent!["directory"]).Single(path => path!.EndsWith("math", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_other_parents_are_not()
    {
        var facts = Path.Combine(TinyRecipe.Parents, "facts");
        var result = Tool.Run(_folder.Path, "reproduce", "out", "--parents", TinyRecipe.Parents, "--parent", $"math={facts}");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"mergebuild: error MB5331: The parent 'math' in '{facts}' is not the one that was merged: ", result.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Are_asked_for_in_a_way_that_makes_sense()
    {
        Assert.Equal(2, Tool.Run(_folder.Path, "reproduce").ExitCode);
        Assert.Equal(2, Tool.Run(_folder.Path, "reproduce", "out", "--parent", "math").ExitCode);
        Assert.Equal(2, Tool.Run(_folder.Path, "reproduce", "out", "--parent", "math=a", "--parent", "math=b").ExitCode);
        Assert.Contains("MB5303", Tool.Run(_folder.Path, "reproduce", "nowhere").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_reproduced_as_the_page_says()
    {
        var page = File.ReadAllText(Repository.Path("docs/cli.md")).ReplaceLineEndings("\n");
        var example = page.Split("## reproduce")[1].Split("```console\n")[1].Split("\n```")[0].Split('\n');
        foreach (var (command, output) in example.Chunk(2).Select(lines => (lines[0], lines[1])))
        {
            var result = Tool.Run(_folder.Path, command["$ mergebuild ".Length..].Replace("models", TinyRecipe.Parents, StringComparison.Ordinal).Split(' '));
            Assert.Equal((0, output), (result.ExitCode, result.Output.Trim()));
        }
    }
}
