using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class RepeatedParents : IDisposable
{
    private readonly MergeFolder _folder = new MergeFolder()
        .With("a", TinyModel.Empty.WithConfigValue("model_type", "none").With("w", DType.F32, [2], 1, 10))
        .With("b", TinyModel.Empty.WithConfigValue("model_type", "none").With("w", DType.F32, [2], 3, 30));

    [Fact]
    public void Are_distinct_models_with_parameters_of_their_own()
    {
        const string recipe = """
            merge_method: linear
            models:
              - {model: a, parameters: {weight: 1}}
              - {model: b, parameters: {weight: 2}}
              - {model: a, parameters: {weight: 5}}
            """;
        Assert.Equal(["a", "b", "a#2"], _folder.Plan(recipe).Recipe.Models.Select(model => model.Name));
        Assert.Equal([(1 + (2 * 3) + 5) / 8f, (10 + (2 * 30) + 50) / 8f], _folder.Merge(recipe, "w"));
    }

    [Fact]
    public void Are_so_in_projects_too()
    {
        ProjectItem Expert(string weight) => new("Expert", "a", [new ProjectValue("Weight", weight, null)], null);
        var recipe = ProjectRecipe.Read(
            [Expert("1"), Expert("2")], [new ProjectValue("MergeMethod", "linear", null)], _folder[""], new Diagnostics.SourceLocation("p"));
        Assert.Equal(["a", "a#2"], recipe.Models.Select(model => model.Name));
    }

    [Fact]
    public void Identical_models_average_to_themselves()
    {
        var numbers = TinyLlama.Numbers(new Random(1), 10_000);
        _folder.With("a", TinyModel.Empty.WithConfigValue("model_type", "none").With("w", DType.BF16, [10_000], numbers));
        var merged = _folder.Merge("merge_method: linear\nmodels: [{model: a}, {model: a}, {model: a}]\nparameters: {weight: 1}\n");
        Assert.Equal(TinyModel.Empty.With("w", DType.BF16, [10_000], numbers).Tensors["w"].Bytes, merged["w"]);
    }

    [Fact]
    public void A_base_that_linear_does_not_use_may_have_other_tensors()
    {
        _folder.With("c", TinyModel.Empty.WithConfigValue("model_type", "none").With("other", DType.F32, [1], 1));
        ProjectItem[] items = [new("BaseModel", "c", [], null), new("Expert", "a", [new ProjectValue("Weight", "1", null)], null)];
        var recipe = ProjectRecipe.Read(items, [new ProjectValue("MergeMethod", "linear", null)], _folder[""], new Diagnostics.SourceLocation("p"));
        Assert.Equal("w", Assert.Single(Merging.Planning.MergePlanner.Plan(recipe).Tensors).Result.Name);
    }

    public void Dispose() => _folder.Dispose();
}
