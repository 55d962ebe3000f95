using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tests.Recipes;

public sealed class RecipeStages : IDisposable
{
    private readonly RecipeFolder _folder = new("alpha", "beta");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Come_in_an_order_in_which_they_can_run()
    {
        var stages = Read(Stage(null, "second", "beta"), Stage("second", "first", "alpha"), Stage("first", "alpha", "beta"));

        Assert.Equal(["first", "second", null], stages.Select(stage => stage.Name));
        Assert.Equal([false, false, true], stages.Select(stage => stage.IsResult));
        Assert.Equal(["second", null], stages[2].Recipe.Models.Select(model => model.Stage));
        Assert.Equal(["alpha", "beta"], stages[0].Recipe.Models.Select(model => model.Name));
    }

    [Fact]
    public void May_all_have_names_if_one_of_them_is_the_last()
    {
        var stages = Read(Stage("first", "alpha"), Stage("second", "first", "beta"));

        Assert.True(stages.Single(stage => stage.Name == "second").IsResult);
    }

    [Fact]
    public void Hide_folders_of_the_same_name() => Assert.Equal("beta", Read(Stage("beta", "alpha"), Stage(null, "beta"))[1].Recipe.Models[0].Stage);

    [Fact]
    public void One_document_with_a_name_is_an_ordinary_recipe()
    {
        var recipe = _folder.Read(Stage("alpha", "alpha", "beta"));

        Assert.All(recipe.Models, model => Assert.Null(model.Stage));
        Assert.Single(Read(Stage("x", "alpha"), "# nothing\n"));
    }

    [Theory]
    [InlineData("a:b:alpha", "b:a:alpha", "MB1033 The stages refer to one another in a circle: a -> b -> a.")]
    [InlineData("a:alpha", "b:a:b", "MB1033 The stages refer to one another in a circle: b -> b.")]
    [InlineData(":a", "a:a", "MB1033 The stages refer to one another in a circle: a -> a.")]
    [InlineData("a:alpha", "a:beta", "MB1030 Two stages are named 'a'; the first is in line 1.")]
    [InlineData("a:alpha", "A:beta", "MB1030 Two stages are named 'A'; the first is in line 1.")]
    [InlineData(":alpha", ":beta", "MB1031 This stage has no name, and neither has the one in line 1.")]
    [InlineData("../a:alpha", ":beta", "MB1032 '../a' cannot name a stage: use letters, digits, '.', '_' and '-', and begin with a letter or a digit.")]
    [InlineData("a:alpha", "b:beta", "MB1034 Every document has a name, and 2 stages are not used by another: a, b.")]
    public void Mistakes_are_told(string first, string second, string expected)
    {
        var exception = Assert.Throws<MergeBuildException>(() => Read(Parse(first), Parse(second)));

        Assert.Equal(expected, exception.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Message}").First());
    }

    [Fact]
    public void Are_too_many_where_one_merge_is_needed() => Assert.Equal(
        ["0,0 MB1035 The recipe has 2 stages, where one is needed."], _folder.Errors(Stage("a", "alpha") + "---\n" + Stage(null, "a")));

    private System.Collections.Immutable.ImmutableArray<RecipeStage> Read(params string[] documents)
    {
        File.WriteAllText(_folder.RecipePath, string.Join("---\n", documents));
        return YamlRecipe.ReadAll(_folder.RecipePath, null);
    }

    private static string Parse(string text) => text.Split(':') is [var name, .. var models] ? Stage(name.Length == 0 ? null : name, models) : "";

    private static string Stage(string? name, params string[] models) =>
        (name is null ? "" : $"name: {name}\n") + "merge_method: linear\nparameters: {weight: 1}\nmodels:\n" + string.Concat(models.Select(model => $"  - model: {model}\n"));
}
