using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class LeftOutExperts : IDisposable
{
    private readonly MergeFolder _folder = new MergeFolder().With("base", Model(0)).With("a", Model(1)).With("b", Model(3));

    [Theory]
    [InlineData("task_arithmetic")]
    [InlineData("ties")]
    [InlineData("dare_linear")]
    public void Give_the_bytes_of_the_recipe_without_them(string method)
    {
        var both = Read($"merge_method: {method}\nbase_model: base\nmodels: [{{model: a}}, {{model: b}}]\nparameters: {{weight: 0.5, density: 0.5}}\n");
        var one = Read($"merge_method: {method}\nbase_model: base\nmodels: [{{model: b}}]\nparameters: {{weight: 0.5, density: 0.5}}\n");

        Assert.Equal(Bytes(one), Bytes(both with { Omissions = [new RecipeOmission(0, null)] }));
        Assert.NotEqual(Bytes(one), Bytes(both));
    }

    [Fact]
    public void Of_some_tensors_change_those_alone()
    {
        var recipe = Read("merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\n");
        var changed = Bytes(recipe with { Omissions = [new RecipeOmission(1, ImmutableSortedSet.Create("v"))] });

        Assert.Equal(Bytes(recipe)["w"], changed["w"]);
        Assert.Equal(Bytes(Read("merge_method: linear\nmodels: [{model: a}]\nparameters: {weight: 1}\n"))["v"], changed["v"]);
    }

    [Fact]
    public void Leave_the_base_where_no_other_is()
    {
        var recipe = Read("merge_method: slerp\nbase_model: base\nmodels: [{model: base}, {model: b}]\nparameters: {t: 0.5}\n");
        var plan = MergePlanner.Plan(recipe with { Omissions = [new RecipeOmission(recipe.BaseModel == 0 ? 1 : 0, null)] });
        Assert.All(plan.Tensors, tensor => Assert.True(tensor.IsCopy && tensor.Experts[0].ModelName == "base"));
    }

    [Theory]
    [InlineData("merge_method: linear\nmodels: [{model: a}]\nparameters: {weight: 1}\n", "has 0")]
    [InlineData("merge_method: model_stock\nbase_model: base\nmodels: [{model: a}, {model: b}]\n", "needs 2 or more experts")]
    public void Are_refused_where_the_method_defines_nothing_for_the_rest(string yaml, string expected)
    {
        var recipe = Read(yaml);
        var diagnostic = Assert.Throws<MergeBuildException>(() => MergePlanner.Plan(recipe with { Omissions = [new RecipeOmission(0, null)] })).Diagnostics[0];
        Assert.Equal("MB4321", diagnostic.Code);
        Assert.Contains(expected, diagnostic.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static TinyModel Model(int seed)
    {
        var random = new Random(seed);
        return TinyModel.Empty.WithConfigValue("model_type", "none")
            .With("w", DType.F32, [50], TinyLlama.Numbers(random, 50)).With("v", DType.BF16, [50], TinyLlama.Numbers(random, 50));
    }

    private Recipe Read(string yaml) => _folder.Recipe(yaml);

    private static IReadOnlyDictionary<string, byte[]> Bytes(Recipe recipe)
    {
        var sink = new MemorySink();
        MergeEngine.Run(MergePlanner.Plan(recipe), sink, new MergeEngineOptions { Threads = 2 }, null, TestContext.Current.CancellationToken);
        return sink.Tensors;
    }
}
