using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tests.Recipes;

/// <summary>A temporary folder with a recipe and the (empty) folders of the models that it names.</summary>
internal sealed class RecipeFolder : IDisposable
{
    public RecipeFolder(params string[] models)
    {
        Path = Directory.CreateTempSubdirectory("mergebuild-recipe-").FullName;
        foreach (var model in models)
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Path, model));
        }
    }

    public string Path { get; }

    public string RecipePath => System.IO.Path.Combine(Path, "recipe.yml");

    public Recipe Read(string yaml, string? modelRoot = null)
    {
        File.WriteAllText(RecipePath, yaml);
        return YamlRecipe.Read(RecipePath, modelRoot);
    }

    /// <summary>The errors of a recipe as <c>line,column code text</c>.</summary>
    public string[] Errors(string yaml)
    {
        var exception = Assert.Throws<MergeBuildException>(() => Read(yaml));
        return [.. exception.Diagnostics.Select(diagnostic =>
            $"{diagnostic.Location?.Line},{diagnostic.Location?.Column} {diagnostic.Code} {diagnostic.Message.Replace(Path, "", StringComparison.Ordinal)}")];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
