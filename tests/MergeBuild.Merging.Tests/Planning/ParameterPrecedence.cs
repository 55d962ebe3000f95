using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class ParameterPrecedence : IDisposable
{
    private readonly MergeFolder _folder = new MergeFolder().With("base", TinyLlama.Of(12)).With("a", TinyLlama.Of(12)).With("b", TinyLlama.Of(12));

    [Fact]
    public void A_source_comes_before_its_slice_before_the_merge_before_the_default()
    {
        const string recipe = """
            merge_method: ties
            base_model: base
            slices:
              - sources:
                  - {model: base, layer_range: [0, 2]}
                  - {model: a, layer_range: [0, 2], parameters: {weight: 1}}
                  - {model: b, layer_range: [0, 2]}
                parameters: {weight: 2}
              - sources:
                  - {model: base, layer_range: [2, 4]}
                  - {model: a, layer_range: [2, 4]}
                  - {model: b, layer_range: [2, 4], parameters: {density: 0.5}}
            parameters: {weight: 3}
            """;
        Assert.Equal((1, 2), Of(recipe, "model.layers.1.mlp.up_proj.weight", "weight"));
        Assert.Equal((3, 3), Of(recipe, "model.layers.2.mlp.up_proj.weight", "weight"));
        Assert.Equal((1, 1), Of(recipe, "model.layers.1.mlp.up_proj.weight", "density"));
        Assert.Equal((1, 0.5), Of(recipe, "model.layers.2.mlp.up_proj.weight", "density"));
    }

    [Fact]
    public void The_first_filter_that_matches_counts_and_none_falls_through()
    {
        const string recipe = """
            merge_method: linear
            models:
              - model: a
                parameters: {weight: [{filter: mlp.up, value: 1}, {filter: mlp, value: [2, 13]}]}
              - {model: b, parameters: {weight: [{filter: "*", value: 7}]}}
            parameters: {weight: [{filter: norm, value: 4}, {value: 5}]}
            """;
        Assert.Equal((1, 7), Of(recipe, "model.layers.3.mlp.up_proj.weight", "weight"));
        Assert.Equal((5, 7), Of(recipe, "model.layers.3.mlp.down_proj.weight", "weight"));
        Assert.Equal((4, 7), Of(recipe, "model.layers.3.input_layernorm.weight", "weight"));
        Assert.Equal((5, 7), Of(recipe, "model.layers.3.self_attn.q_proj.weight", "weight"));
    }

    [Fact]
    public void A_filter_is_a_part_of_the_name()
    {
        const string recipe = "merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: [{filter: layers.1, value: 2}, {value: 1}]}\n";
        Assert.Equal([1, 2, 1, 2, 2], new[] { 0, 1, 2, 10, 11 }.Select(layer => Of(recipe, $"model.layers.{layer}.mlp.up_proj.weight", "weight").A));
        Assert.Equal(1, Of(recipe.Replace("layers.1", "LAYERS.1", StringComparison.Ordinal), "model.layers.1.mlp.up_proj.weight", "weight").A);
    }

    [Fact]
    public void Filters_look_at_the_name_in_the_parent_for_an_expert_and_in_the_result_for_the_merge()
    {
        const string recipe = """
            merge_method: ties
            base_model: base
            slices:
              - sources:
                  - {model: base, layer_range: [0, 1]}
                  - {model: a, layer_range: [7, 8]}
                  - {model: b, layer_range: [8, 9]}
            parameters:
              weight: [{filter: layers.7, value: 7}, {filter: layers.8, value: 8}, {filter: layers.0, value: 0.5}, {value: 1}]
              lambda: [{filter: layers.7, value: 7}, {filter: layers.8, value: 8}, {filter: layers.0, value: 0.5}, {value: 1}]
            """;
        Assert.Equal((7, 8), Of(recipe, "model.layers.0.mlp.up_proj.weight", "weight"));
        Assert.Equal(0.5, _folder.Plan(recipe).Tensors.Single(plan => plan.Result.Name == "model.layers.0.mlp.up_proj.weight").Operands.Parameters["lambda"]);
    }

    public void Dispose() => _folder.Dispose();

    private (double A, double B) Of(string recipe, string tensor, string parameter)
    {
        var experts = _folder.Plan(recipe).Tensors.Single(plan => plan.Result.Name == tensor).Operands.Experts;
        return (experts[0].Parameters[parameter], experts[1].Parameters[parameter]);
    }
}
