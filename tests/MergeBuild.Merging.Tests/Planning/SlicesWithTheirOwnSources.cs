using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class SlicesWithTheirOwnSources : IDisposable
{
    private readonly MergeFolder _folder = new();

    public SlicesWithTheirOwnSources() =>
        _folder.With("a", TinyLlama.Of(3, 1)).With("b", TinyLlama.Of(3, 2)).With("c", TinyLlama.Of(3, 3));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Norm_and_head_come_from_all_sources_of_the_last_slice()
    {
        var plan = _folder.Plan("""
            merge_method: linear
            slices:
              - sources: [{model: a, layer_range: [0, 1]}]
              - sources: [{model: a, layer_range: [1, 3]}, {model: b, layer_range: [1, 3]}, {model: c, layer_range: [0, 2]}]
            parameters: {weight: 1}
            """);

        Assert.Equal(["a"], Parents("model.embed_tokens.weight"));
        Assert.Equal(["a", "b", "c"], Parents("model.norm.weight"));
        Assert.Equal(["a", "b", "c"], Parents("lm_head.weight"));

        IEnumerable<string> Parents(string tensor) => plan.Tensors.Single(candidate => candidate.Result.Name == tensor).Sources.Select(source => source.ModelName);
    }

    [Fact]
    public void Each_slice_has_its_own_base_model()
    {
        var plan = _folder.Plan("""
            merge_method: task_arithmetic
            base_model: a
            slices:
              - sources: [{model: a, layer_range: [0, 1]}, {model: b, layer_range: [0, 1]}]
              - sources: [{model: b, layer_range: [1, 2]}, {model: c, layer_range: [2, 3]}]
                base_model: c
            parameters: {weight: 1}
            """);

        Assert.Equal(("a", "b"), Operands("model.layers.0.mlp.up_proj.weight"));
        Assert.Equal(("c", "b"), Operands("model.layers.1.mlp.up_proj.weight"));
        Assert.Equal(("c", "b"), Operands("model.norm.weight"));

        (string?, string) Operands(string tensor) => plan.Tensors.Single(candidate => candidate.Result.Name == tensor) is var planned
            ? (planned.Base?.ModelName, Assert.Single(planned.Experts).ModelName) : default;
    }

    [Fact]
    public void Two_ranges_of_one_model_are_two_experts()
    {
        var plan = _folder.Plan("merge_method: linear\nslices:\n  - sources: [{model: a, layer_range: [0, 2]}, {model: a, layer_range: [1, 3]}]\nparameters: {weight: 1}\n");

        Assert.Equal(
            ["model.layers.1.mlp.up_proj.weight", "model.layers.2.mlp.up_proj.weight"],
            plan.Tensors.Single(tensor => tensor.Result.Name == "model.layers.1.mlp.up_proj.weight").Sources.Select(source => source.Tensor.Entry.Name));
    }
}
