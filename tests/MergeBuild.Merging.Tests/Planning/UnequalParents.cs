using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class UnequalParents : IDisposable
{
    private const string Linear = "merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\n";
    private const string Ties = "merge_method: ties\nbase_model: base\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\n";
    private const string Norm = "model.layers.1.input_layernorm.weight";
    private readonly MergeFolder _folder = new MergeFolder().With("base", TinyLlama.Of(2)).With("a", TinyLlama.Of(2)).With("b", TinyLlama.Of(2));

    [Theory]
    [InlineData(Linear)]
    [InlineData(Ties)]
    public void A_tensor_that_one_lacks_is_named(string recipe)
    {
        _folder.With("b", TinyLlama.Of(2).Without(Norm));
        Assert.EndsWith($"MB2071 'b' has no tensor '{Norm}', which 'a' has.", Assert.Single(_folder.Errors(recipe)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_only_one_has_is_named()
    {
        _folder.With("a", TinyLlama.Of(2).With("model.extra.weight", DType.F32, [1], 1));
        Assert.Equal(["2 MB2071 'b' has no tensor 'model.extra.weight', which 'a' has."], _folder.Errors(Linear));
    }

    [Fact]
    public void A_tensor_that_all_lack_is_named()
    {
        foreach (var name in new[] { "a", "b" })
        {
            _folder.With(name, TinyLlama.Of(2).Without(Norm));
        }

        Assert.Equal([$"2 MB2077 No parent has the tensor '{Norm}', which a llama model needs."], _folder.Errors(Linear));
    }

    [Fact]
    public void Optional_tensors_may_be_missing_and_the_others_are_renormalized()
    {
        const string bias = "model.layers.0.self_attn.q_proj.bias";
        _folder.With("a", TinyLlama.Of(2).With(bias, DType.F32, [4], 1, 2, 3, 4));
        Assert.Equal([1, 2, 3, 4], _folder.Merge(Linear, bias));
        Assert.Contains($"2 MB2071 'base' has no tensor '{bias}', which 'a' has.", _folder.Errors(Ties));
    }

    [Fact]
    public void Tensors_that_the_architecture_does_not_know_are_merged_with_a_warning()
    {
        foreach (var name in new[] { "a", "b" })
        {
            _folder.With(name, TinyLlama.Of(2).With("model.extra.weight", DType.F32, [1], 3));
        }

        Assert.Equal([3], _folder.Merge(Linear, "model.extra.weight"));
        Assert.Equal(["0 MB2076 1 tensors are not part of the llama architecture, 'model.extra.weight' first; they are merged all the same."],
            _folder.Warnings(Linear));
    }

    [Fact]
    public void Other_shapes_are_refused()
    {
        _folder.With("b", TinyLlama.Of(2).With(Norm, DType.F32, [2, 2], 1, 2, 3, 4));
        Assert.Equal([$"2 MB2072 The tensor '{Norm}' is 4 in 'a', but 2×2 in 'b'."], _folder.Errors(Linear));
    }

    [Fact]
    public void Quantized_and_plain_tensors_do_not_mix()
    {
        _folder.With("b", TinyLlama.Of(2).WithBytes(Norm, DType.I8, [4], 1, 2, 3, 4));
        Assert.Equal([$"2 MB2075 The tensor '{Norm}' is F32 in 'a' and I8 in 'b'; these cannot be merged."], _folder.Errors(Linear));
    }

    [Fact]
    public void Other_number_types_mix_and_the_donor_decides()
    {
        _folder.With("b", TinyLlama.Of(2, dtype: DType.BF16));
        Assert.All(_folder.Plan(Linear).Tensors, tensor => Assert.Equal(DType.F32, tensor.Result.DType));
    }

    [Fact]
    public void Another_architecture_is_refused()
    {
        _folder.With("b", TinyLlama.Of(2).WithConfigValue("model_type", "qwen2"));
        Assert.Contains("2 MB2070 'a' is a llama model and 'b' a qwen2 model.", _folder.Errors(Linear));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(99999999999)]
    public void A_layer_count_that_is_not_the_checkpoints_is_refused(long count)
    {
        _folder.With("b", TinyLlama.Of(2).WithConfigValue("num_hidden_layers", count));
        Assert.Contains($"2 MB2074 The configuration of 'b' says num_hidden_layers = {count}, but the checkpoint has 2 layers.", _folder.Errors(Linear));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(99999999999)]
    public void A_checkpoint_without_layers_and_a_senseless_count_break_nothing(long count)
    {
        var model = TinyLlama.Of(0).WithConfigValue("num_hidden_layers", count);
        _folder.With("a", model).With("b", model);
        Assert.Equal(count > 0 ? 9 : 0, Record.Exception(() => _folder.Plan(Linear)) is Diagnostics.MergeBuildException exception ? exception.Diagnostics.Length : 0);
    }

    public void Dispose() => _folder.Dispose();
}
