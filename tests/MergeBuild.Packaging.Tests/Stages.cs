using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Tests;

public sealed class Stages : IDisposable
{
    private const string Recipe = """
        name: first
        merge_method: linear
        models: [{model: a, parameters: {weight: 0.5}}, {model: b, parameters: {weight: 0.5}}]
        ---
        name: second
        merge_method: linear
        models: [{model: base, parameters: {weight: 0.25}}, {model: b, parameters: {weight: 0.75}}]
        ---
        merge_method: task_arithmetic
        base_model: base
        models: [{model: first, parameters: {weight: 1}}, {model: second, parameters: {weight: 1}}]
        """;

    private readonly BuildFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_once_and_then_only_if_something_changed()
    {
        Assert.Equal([false, false, false], Build(Recipe).Select(stage => stage.WasReused));
        var first = _folder.Read("model.safetensors");

        Assert.Equal([true, true, true], Build(Recipe).Select(stage => stage.WasReused));
        Assert.Equal(first, _folder.Read("model.safetensors"));
    }

    [Fact]
    public void Run_again_with_all_behind_them_when_a_weight_changes()
    {
        Build(Recipe);
        var changed = Recipe.Replace("{model: b, parameters: {weight: 0.5}}", "{model: b, parameters: {weight: 0.7}}", StringComparison.Ordinal);

        Assert.Equal([false, true, false], Build(changed).Select(stage => stage.WasReused));
        var incremental = _folder.Read("model.safetensors");
        Directory.Delete(_folder.Output, recursive: true);
        Directory.Delete(StagedBuild.DefaultWorkDirectory(_folder.Output), recursive: true);
        Build(changed);
        Assert.Equal(_folder.Read("model.safetensors"), incremental);
    }

    [Fact]
    public void Run_again_when_a_parent_changes()
    {
        Build(Recipe);
        Testing.Models.TinyLlama.Of(2, 9).WriteTo(_folder["a"]);

        Assert.Equal([false, true, false], Build(Recipe).Select(stage => stage.WasReused));
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("config.json")]
    [InlineData("merge.manifest.json")]
    public void Run_again_when_their_files_are_not_what_they_were(string name)
    {
        var path = Path.Combine(Build(Recipe)[0].Directory, name);
        var intact = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. intact[..^1], (byte)(intact[^1] ^ 1)]);

        Assert.Equal([false, true, true], Build(Recipe).Select(stage => stage.WasReused));
        Assert.Equal(intact, File.ReadAllBytes(path));
    }

    [Fact]
    public void Are_not_run_when_one_behind_them_is_wrong()
    {
        var wrong = Assert.Throws<MergeBuildException>(() => Build(Recipe.Replace("task_arithmetic", "task_arithmetik", StringComparison.Ordinal)));

        Assert.Equal("MB1050", Assert.Single(wrong.Diagnostics).Code);
        Assert.False(Directory.Exists(StagedBuild.DefaultWorkDirectory(_folder.Output)));
    }

    [Fact]
    public void Do_not_overwrite_what_no_stage_has_written()
    {
        _folder.Write("work/second/model.safetensors", "mine");

        var refused = Assert.Throws<MergeBuildException>(() => Build(Recipe, _folder["work"]));

        Assert.Equal("MB1036", Assert.Single(refused.Diagnostics).Code);
        Assert.False(Directory.Exists(_folder["work/first"]));
    }

    private ImmutableArray<StageResult> Build(string yaml, string? work = null) => StagedBuild.Run(
        YamlRecipe.ReadAll(_folder.Write("recipe.yml", yaml), null), _folder.Options, work, cancellation: TestContext.Current.CancellationToken);
}
