using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class MergesInOtherPlaces : IDisposable
{
    private static readonly string[] Files = ["config.json", "merge.manifest.json", "model.safetensors"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Give_the_same_bytes_under_other_languages_and_clocks()
    {
        Parents.Model(1).WriteTo(_folder["one"]);
        Parents.Model(2).WriteTo(_folder["two"]);
        _folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: one, parameters: {weight: 0.25}}, {model: two, parameters: {weight: 0.5}}]\n");
        Assert.Equal(0, Tool.Run(_folder.Path, "merge", "recipe.yml", "here").ExitCode);
        foreach (var (place, language, zone) in new[] { ("istanbul", "tr_TR.UTF-8", "Europe/Istanbul"), ("kiritimati", "fa_IR.UTF-8", "Pacific/Kiritimati") })
        {
            var result = Tool.RunWith(_folder.Path, new Dictionary<string, string> { ["LC_ALL"] = language, ["LANG"] = language, ["TZ"] = zone }, "merge", "recipe.yml", place);
            Assert.Equal(0, result.ExitCode);
            Assert.All(Files, name => Assert.Equal(File.ReadAllBytes(_folder[$"here/{name}"]), File.ReadAllBytes(_folder[$"{place}/{name}"])));
        }
    }

    [Fact]
    public void Without_enough_memory_end_with_one_error_and_no_output()
    {
        Parents.Model(1).WriteTo(_folder["one"]);

        // Enough for .NET, and not for what a recipe may say.
        _folder.Write("recipe.yml", $"# {new string('x', 9_000_000)}\nmerge_method: linear\nmodels: [{{model: one, parameters: {{weight: 1}}}}]\n");
        var result = Tool.RunWith(_folder.Path, "DOTNET_GCHeapHardLimit", "400000", "merge", "recipe.yml", "out");
        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"^[^\n]*error MB3071: The memory does not suffice: \.NET may use 4 MiB\.\r?\n$", result.Error);
        Assert.False(Directory.Exists(_folder["out"]));
    }
}
