using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class AccountedTensors : IDisposable
{
    private readonly MergeFolder _folder = new MergeFolder().With("a", TinyLlama.Of(3)).With("b", TinyLlama.Of(3, seed: 1));

    [Fact]
    public void A_head_that_is_tied_is_dropped()
    {
        var tied = TinyLlama.Of(1).WithConfigValue("tie_word_embeddings", true);
        _folder.With("a", tied).With("b", tied);
        var plan = _folder.Plan("merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\n");
        Assert.Equal("DroppedTensor { Name = lm_head.weight, Reason = tied to model.embed_tokens.weight }", Assert.Single(plan.Dropped).ToString());
        Assert.DoesNotContain(plan.Tensors, tensor => tensor.Result.Name == "lm_head.weight");
    }

    [Fact]
    public void Buffers_that_loaders_compute_are_dropped()
    {
        _folder.With("a", TinyLlama.Of(1).With("model.layers.0.self_attn.rotary_emb.inv_freq", DType.F32, [1], 1)).With("b", TinyLlama.Of(1));
        var plan = _folder.Plan("merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\n");
        Assert.Equal("model.layers.0.self_attn.rotary_emb.inv_freq", Assert.Single(plan.Dropped).Name);
    }

    [Fact]
    public void What_slices_leave_out_is_listed()
    {
        var plan = _folder.Plan("""
            merge_method: passthrough
            slices:
              - sources: [{model: a, layer_range: [0, 2]}]
              - sources: [{model: b, layer_range: [1, 3]}]
            """);
        Assert.Equal([0, 1, 1, 2], Assert.Single(plan.StackedModules).Layers.Select(origin => origin.Layer));
        var taken = plan.Tensors.Sum(tensor => tensor.Sources.Count());
        Assert.Equal(plan.Parents.Sum(parent => parent.Tensors.Count), taken + plan.Dropped.Length);
        Assert.Contains(plan.Dropped, dropped => dropped is { Name: "model.layers.2.mlp.up_proj.weight", Reason: "no slice takes it from a" });
        Assert.Contains(plan.Dropped, dropped => dropped is { Name: "model.embed_tokens.weight", Reason: "no slice takes it from b" });
        Assert.Contains(plan.Dropped, dropped => dropped is { Name: "lm_head.weight", Reason: "no slice takes it from a" });
    }

    [Fact]
    public void Whole_models_leave_nothing_out()
    {
        _folder.With("base", TinyLlama.Of(3, seed: 2));
        Assert.Empty(_folder.Plan("merge_method: ties\nbase_model: base\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\n").Dropped);
    }

    public void Dispose() => _folder.Dispose();
}
