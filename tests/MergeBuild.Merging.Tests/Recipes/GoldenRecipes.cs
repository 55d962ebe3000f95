using System.Globalization;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tests.Recipes;

/// <summary>The recipes of the known answers, as mergekit ran them.</summary>
public sealed class GoldenRecipes : IDisposable
{
    private static readonly string GoldenFolder = Path.Combine(AppContext.BaseDirectory, "Recipes", "Golden");

    private readonly RecipeFolder _folder = new("alpha", "beta", "gamma", "base", "wide", "alpha-bf16", "beta-bf16", "base-bf16");

    public static TheoryData<string> Names => [.. Directory.EnumerateDirectories(GoldenFolder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_can_be_read(string name)
    {
        var recipe = Read(name);

        Assert.Equal(name.EndsWith("-f16", StringComparison.Ordinal) ? DType.F16 : name.StartsWith("bf16", StringComparison.Ordinal) ? DType.BF16 : DType.F32, recipe.OutputDType);
        Assert.All(recipe.Models, model => Assert.True(Directory.Exists(model.Path)));
        Assert.All(recipe.Slices, slice => Assert.NotEmpty(slice.Sources));
    }

    [Fact]
    public void Gradients_behind_filters_interpolate_over_the_layers()
    {
        var recipe = Read("slerp-gradient");
        var t = recipe.Parameters.Find("t")!;

        Assert.Equal("slerp", recipe.Method.Value);
        Assert.Equal("alpha", recipe.Models[recipe.BaseModel!.Value].Name);
        Assert.Equal(0.4, double.Parse(t.Resolve("model.layers.1.self_attn.q_proj.weight", 0.375)!, CultureInfo.InvariantCulture), 12);
        Assert.Equal("1", t.Resolve("model.layers.1.mlp.up_proj.weight", 0));
        Assert.Equal("0.5", t.Resolve("model.norm.weight", 0));
    }

    [Fact]
    public void One_model_in_several_slices_is_one_model()
    {
        var recipe = Read("frankenmerge-scaled");

        Assert.Equal(["alpha", "beta"], recipe.Models.Select(model => model.Name));
        Assert.Equal([0, 1, 0], recipe.Slices.Select(slice => Assert.Single(slice.Sources).Model));
        Assert.Equal([new(0, 2), new(1, 3), new(2, 4)], recipe.Slices.Select(slice => slice.Sources[0].Layers!.Value));
        Assert.Equal("0.5", recipe.Slices[1].Sources[0].Parameters.Find("scale")!.Resolve("model.layers.0.mlp.down_proj.weight", 0));
    }

    [Fact]
    public void A_base_that_is_not_listed_comes_last_and_is_no_source()
    {
        var recipe = Read("ties-gradient");

        Assert.Equal(["alpha", "beta", "gamma", "base"], recipe.Models.Select(model => model.Name));
        Assert.Equal(3, recipe.BaseModel);
        Assert.Equal([0, 1, 2], Assert.Single(recipe.Slices).Sources.Select(source => source.Model));
        Assert.All(recipe.Slices[0].Sources, source => Assert.Null(source.Layers));
        Assert.Equal("true", recipe.Parameters.Find("int8_mask")!.Resolve("any", 0));
    }

    private Recipe Read(string name) => _folder.Read(File.ReadAllText(Path.Combine(GoldenFolder, name, "recipe.yml")));
}
