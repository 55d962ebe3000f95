using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing;

namespace MergeBuild.Conformance.Tests;

public sealed class RecipesMatchMergekit
{
    private static readonly string ModelRoot = Golden.Path("recipes/models");

    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFiles(Golden.Path("recipes"), "recipe.yml", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Model_is_what_mergekit_makes(string name)
    {
        using var folder = new TemporaryFolder();
        var recipe = YamlRecipe.Read(Golden.Path($"recipes/{name}/recipe.yml"), ModelRoot);

        ModelBuild.Run(recipe, new ModelBuildOptions { OutputDirectory = folder["merged"] }, cancellation: TestContext.Current.CancellationToken);

        var merged = ModelDirectory.Open(folder["merged"]);
        var expectedPath = Golden.Path($"recipes/{name}/expected.safetensors");
        var expected = Golden.Header(expectedPath).Tensors;
        Assert.Equal(expected.Select(entry => entry.Name).Order(StringComparer.Ordinal), merged.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var entry in expected)
        {
            var actual = merged.Tensors[entry.Name];
            Assert.Equal(entry.DType, actual.Entry.DType);
            Assert.Equal(entry.Shape, actual.Entry.Shape);
            Golden.AssertClose(entry.DType, Golden.Read(expectedPath, entry), Golden.Read(actual), $"{name}: {entry.Name}");
        }

        // Where vocabularies differ, mergekit copies the vocab_size of an arbitrary parent, which may be none of the result's.
        var expectedConfig = JsonNode.Parse(File.ReadAllText(Golden.Path($"recipes/{name}/expected-config.json")))!;
        expectedConfig["vocab_size"] = expected.Single(entry => entry.Name == "model.embed_tokens.weight").Shape[0];
        var actualConfig = JsonNode.Parse(File.ReadAllText(folder["merged/config.json"]))!;
        Assert.True(JsonNode.DeepEquals(expectedConfig, actualConfig), $"expected {expectedConfig}, found {actualConfig}");
    }
}
