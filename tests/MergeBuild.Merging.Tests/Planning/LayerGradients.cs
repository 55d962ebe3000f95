using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class LayerGradients : IDisposable
{
    private readonly MergeFolder _folder = new MergeFolder().With("a", TinyLlama.Of(3)).With("b", TinyLlama.Of(3, seed: 1)).With("one", TinyLlama.Of(1));

    [Fact]
    public void Layers_lie_at_equal_distances_and_everything_else_at_the_beginning()
    {
        const string recipe = "merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: [0.25, 0.75]}\n";
        Assert.Equal([0.25, 0.5, 0.75], Enumerable.Range(0, 3).Select(layer => Weight(recipe, $"model.layers.{layer}.mlp.up_proj.weight")));
        foreach (var name in new[] { "model.embed_tokens.weight", "model.norm.weight", "lm_head.weight" })
        {
            Assert.Equal(0.25, Weight(recipe, name));
        }
    }

    [Fact]
    public void Values_between_points_are_interpolated()
    {
        const string recipe = "merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: [1, 2, 4, 8]}\n";
        Assert.Equal(1, Weight(recipe, "model.layers.0.mlp.up_proj.weight"));
        Assert.Equal(3, Weight(recipe, "model.layers.1.mlp.up_proj.weight"));
        Assert.Equal(8, Weight(recipe, "model.layers.2.mlp.up_proj.weight"));
    }

    [Fact]
    public void The_only_layer_lies_at_the_end() => Assert.Equal(
        9, Weight("merge_method: linear\nmodels: [{model: one}]\nparameters: {weight: [1, 9]}\n", "model.layers.0.mlp.up_proj.weight"));

    [Fact]
    public void A_gradient_of_one_point_is_a_value() => Assert.Equal(
        5, Weight("merge_method: linear\nmodels: [{model: a}]\nparameters: {weight: [5]}\n", "model.layers.1.mlp.up_proj.weight"));

    [Fact]
    public void Each_slice_begins_anew()
    {
        const string recipe = """
            merge_method: linear
            slices:
              - sources: [{model: a, layer_range: [0, 2]}]
              - sources: [{model: b, layer_range: [0, 3]}]
              - sources: [{model: a, layer_range: [2, 3]}]
            parameters: {weight: [1, 3]}
            """;
        Assert.Equal([1, 3, 1, 2, 3, 3], Enumerable.Range(0, 6).Select(layer => Weight(recipe, $"model.layers.{layer}.mlp.up_proj.weight")));
        Assert.Equal(1, Weight(recipe, "model.norm.weight"));
    }

    public void Dispose() => _folder.Dispose();

    private double Weight(string recipe, string tensor) =>
        _folder.Plan(recipe).Tensors.Single(plan => plan.Result.Name == tensor).Operands.Experts[0].Parameters["weight"];
}
