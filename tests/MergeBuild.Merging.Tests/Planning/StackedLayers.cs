using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class StackedLayers : IDisposable
{
    private readonly MergeFolder _folder = new MergeFolder().With("a", TinyLlama.Of(3)).With("b", TinyLlama.Of(3, seed: 1));

    [Fact]
    public void Embeddings_come_from_the_first_slice_and_the_end_from_the_last()
    {
        var plan = _folder.Plan("""
            merge_method: passthrough
            slices:
              - sources: [{model: a, layer_range: [1, 2]}]
              - sources: [{model: b, layer_range: [0, 3]}]
            """);
        string Origin(string tensor)
        {
            var source = plan.Tensors.Single(candidate => candidate.Result.Name == tensor).Experts[0];
            return $"{source.ModelName} {source.Tensor.Entry.Name}";
        }

        Assert.Equal("a model.embed_tokens.weight", Origin("model.embed_tokens.weight"));
        Assert.Equal("a model.layers.1.mlp.up_proj.weight", Origin("model.layers.0.mlp.up_proj.weight"));
        Assert.Equal("b model.layers.0.mlp.up_proj.weight", Origin("model.layers.1.mlp.up_proj.weight"));
        Assert.Equal("b model.layers.2.mlp.up_proj.weight", Origin("model.layers.3.mlp.up_proj.weight"));
        Assert.Equal("b model.norm.weight", Origin("model.norm.weight"));
        Assert.Equal("b lm_head.weight", Origin("lm_head.weight"));
    }

    [Fact]
    public void A_last_slice_with_more_sources_merges_all_of_them_at_the_end()
    {
        var plan = _folder.Plan("""
            merge_method: linear
            slices:
              - sources: [{model: a, layer_range: [0, 1]}]
              - sources: [{model: a, layer_range: [1, 3]}, {model: b, layer_range: [1, 3]}]
            parameters: {weight: 1}
            """);
        Assert.Single(plan.Tensors.Single(tensor => tensor.Result.Name == "model.embed_tokens.weight").Experts);
        Assert.Equal(2, plan.Tensors.Single(tensor => tensor.Result.Name == "model.norm.weight").Experts.Length);
    }

    [Fact]
    public void A_range_beyond_the_last_layer_is_refused() => Assert.Equal(
        ["3 MB1061 The layers 2 to 4 are taken from 'a', which has 3."],
        _folder.Errors("merge_method: passthrough\nslices:\n  - sources: [{model: a, layer_range: [2, 4]}]\n"));

    [Fact]
    public void A_slice_needs_the_base_of_a_method_that_has_one() => Assert.Contains("MB1060", Assert.Single(_folder.Errors("""
        merge_method: ties
        base_model: a
        slices:
          - sources: [{model: b, layer_range: [0, 1]}]
        parameters: {weight: 1}
        """)), StringComparison.Ordinal);

    [Fact]
    public void A_model_with_two_stacks_cannot_be_sliced()
    {
        _folder.With("two", TinyModel.Empty.WithConfigValue("model_type", "none")
            .With("encoder.layers.0.weight", DType.F32, [1], 1).With("decoder.layers.0.weight", DType.F32, [1], 1));
        Assert.Contains("MB1062", Assert.Single(_folder.Errors(
            "merge_method: passthrough\nslices:\n  - sources: [{model: two, layer_range: [0, 1]}]\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_family_is_sliced_by_its_names()
    {
        _folder.With("x", Enumerable.Range(0, 3).Aggregate(
            TinyModel.Empty.WithConfigValue("model_type", "none").With("wte.weight", DType.F32, [1], 9).With("ln_f.weight", DType.F32, [1], 8),
            (model, layer) => model.With($"h.{layer}.experts.0.weight", DType.F32, [1], layer)));
        var merged = _folder.Merge("merge_method: passthrough\nslices:\n  - sources: [{model: x, layer_range: [0, 2]}]\n  - sources: [{model: x, layer_range: [1, 3]}]\n");
        Assert.Equal(
            [("h.0.experts.0.weight", 0), ("h.1.experts.0.weight", 1), ("h.2.experts.0.weight", 1), ("h.3.experts.0.weight", 2), ("ln_f.weight", 8), ("wte.weight", 9)],
            merged.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, (int)BitConverter.ToSingle(pair.Value))));
    }

    public void Dispose() => _folder.Dispose();
}
