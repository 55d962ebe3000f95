using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class StagedMerges : IDisposable
{
    private const string Recipe = """
        merge_method: linear
        models: [{model: middle, parameters: {weight: 1}}, {model: two, parameters: {weight: 1}}]
        ---
        name: middle
        merge_method: linear
        models: [{model: one, parameters: {weight: 1}}, {model: two, parameters: {weight: 1}}]
        """;

    private readonly TemporaryFolder _folder = new();

    public StagedMerges()
    {
        Parents.Model(1).WriteTo(_folder["one"]);
        Parents.Model(3).WriteTo(_folder["two"]);
        _folder.Write("recipe.yml", Recipe);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_told_stage_by_stage()
    {
        var first = Tool.Run(_folder.Path, "merge", "recipe.yml", "out");
        var second = Tool.Run(_folder.Path, "merge", "recipe.yml", "out");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.StartsWith($"Stage middle (linear): merged, in {_folder["out.stages/middle"]}{Environment.NewLine}Merged 2 models (linear) into out:", first.Output, StringComparison.Ordinal);
        Assert.StartsWith($"Stage middle (linear): up to date, in {_folder["out.stages/middle"]}{Environment.NewLine}The merge of 2 models (linear) in out is up to date:", second.Output, StringComparison.Ordinal);
        Assert.Equal(0, Tool.Run(_folder.Path, "verify", "out").ExitCode);
    }

    [Fact]
    public void May_be_kept_in_another_folder()
    {
        var json = Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--work-dir", "work", "--json").Json;

        Assert.Equal(["middle", null], json["stages"]!.AsArray().Select(stage => (string?)stage!["name"]));
        Assert.Equal([false, false], json["stages"]!.AsArray().Select(stage => (bool)stage!["reused"]!));
        Assert.True(File.Exists(_folder["work/middle/merge.manifest.json"]));
    }
}
