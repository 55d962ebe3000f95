using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Tests.Architectures;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class RecipeModules : IDisposable
{
    private readonly MergeFolder _folder = new();

    public RecipeModules()
    {
        var t5 = FamilyInventory.Of(ArchitectureCatalog.All.Single(definition => definition.ModelTypes.Contains("t5")));
        _folder.With("a", t5).With("b", t5);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_merged_each_in_its_own_way()
    {
        var plan = _folder.Plan("""
            merge_method: linear
            modules:
              encoder:
                models: [{model: a}, {model: b, parameters: {weight: 4}}]
                parameters: {weight: 2}
              decoder:
                slices:
                  - sources: [{model: a, layer_range: [0, 2]}]
                  - sources: [{model: b, layer_range: [1, 2]}]
                    parameters: {weight: 3}
            parameters: {weight: 1}
            """);

        Assert.Equal([2.0, 4], Weights("encoder.block.0.layer.0.SelfAttention.q.weight"));
        Assert.Equal([2.0, 4], Weights("shared.weight"));
        Assert.Equal([1.0], Weights("decoder.block.0.layer.0.SelfAttention.q.weight"));
        Assert.Equal([3.0], Weights("decoder.block.2.layer.0.SelfAttention.q.weight"));
        Assert.Equal([3.0], Weights("decoder.final_layer_norm.weight"));
        Assert.Equal([1.0], Weights("decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight"));
        Assert.DoesNotContain(plan.Tensors, tensor => tensor.Result.Name.StartsWith("encoder.block.2.", StringComparison.Ordinal));
        Assert.Equal(("decoder", 3), Assert.Single(plan.StackedModules) is var stacked ? (stacked.Module, stacked.Layers.Length) : default);

        double[] Weights(string tensor) => [.. plan.Tensors.Single(candidate => candidate.Result.Name == tensor).Operands.Experts.Select(expert => expert.Parameters.Values["weight"])];
    }

    [Fact]
    public void Are_all_listed_or_none_is() => Assert.Equal(
        ["3 MB1041 The recipe says nothing of these parts of the models: decoder."],
        _folder.Errors("merge_method: linear\nmodules:\n  encoder: {models: [{model: a}]}\nparameters: {weight: 1}\n"));

    [Fact]
    public void Are_those_of_the_family() => Assert.Equal(
        ["4 MB1040 'decodre' is not a part of these models; did you mean 'decoder'?"],
        _folder.Errors("merge_method: linear\nmodules:\n  encoder: {models: [{model: a}]}\n  decodre: {models: [{model: a}]}\nparameters: {weight: 1}\n"));

    [Fact]
    public void Are_needed_where_there_are_several_stacks() => Assert.StartsWith(
        "3 MB1062 'a' has 2 stacks of layers", Assert.Single(_folder.Errors("merge_method: linear\nslices:\n  - sources: [{model: a, layer_range: [0, 1]}]\nparameters: {weight: 1}\n")), StringComparison.Ordinal);

    [Fact]
    public void Have_the_names_of_their_stacks_in_a_family_that_nobody_has_defined()
    {
        var model = TinyModel.Empty.WithConfigValue("model_type", "none").With("x.layers.0.w", DType.F32, [1], 1).With("y.layers.0.w", DType.F32, [1], 1).With("z", DType.F32, [1], 1);
        _folder.With("c", model);

        var plan = _folder.Plan("merge_method: linear\nmodules:\n  x.layers: {models: [{model: c}]}\n  y.layers: {models: [{model: c}]}\n  default: {models: [{model: c}]}\nparameters: {weight: 1}\n");

        Assert.Equal(["x.layers.0.w", "y.layers.0.w", "z"], plan.Tensors.Select(tensor => tensor.Result.Name));
    }
}
