using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class StagedRecipes(PackedSdk sdk) : MergeTest(sdk)
{
    private const string Recipe = """
        name: first
        merge_method: linear
        models: [{model: parents/math, parameters: {weight: 1}}, {model: parents/prose, parameters: {weight: 1}}]
        ---
        merge_method: linear
        models: [{model: first, parameters: {weight: 1}}, {model: parents/math, parameters: {weight: 0.5}}]
        """;

    [Fact]
    public async Task Are_merged_again_from_the_stage_that_changed_and_cleaned_away()
    {
        Workspace.Write("recipe.yml", Recipe);
        Workspace.Write("assistant.mergeproj", """
            <Project Sdk="MergeBuild.Sdk">
              <ItemGroup>
                <MergeRecipe Include="recipe.yml" />
              </ItemGroup>
            </Project>
            """);
        var first = await BuildAsync();
        var weights = await File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken);
        var nothing = await BuildAsync("--no-restore");
        Workspace.Write("recipe.yml", Recipe.Replace("parents/prose, parameters: {weight: 1}", "parents/prose, parameters: {weight: 3}", StringComparison.Ordinal));
        var edited = await BuildAsync("--no-restore");
        var editedWeights = await File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken);

        Assert.False(first.MergeWasSkipped);
        Assert.True(nothing.MergeWasSkipped);
        Assert.False(edited.MergeWasSkipped);
        Assert.NotEqual(weights, editedWeights);
        await Workspace.DotnetAsync("clean", "assistant.mergeproj");
        Assert.False(Directory.Exists(Workspace["obj"]) && Directory.EnumerateFiles(Workspace["obj"], "*.safetensors", SearchOption.AllDirectories).Any());
        Assert.False(Directory.Exists(Workspace[Model]));
    }
}
