using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class AppliedAdapter : IDisposable
{
    private const int Outputs = 6;
    private const int Inputs = 40;
    private const int Rank = 2;

    private readonly AdapterFolder _folder = new();
    private readonly float[] _weight = Reference.Random(1, Outputs * Inputs);
    private readonly float[] _a = Reference.Random(2, Rank * Inputs);
    private readonly float[] _b = Reference.Random(3, Outputs * Rank);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Adds_the_scaled_product_and_leaves_other_tensors_as_they_are()
    {
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.F32, [Outputs, Inputs], _weight).With("norm.weight", DType.F32, [2], 1, 2));
        _folder.WriteAdapter("adapter", "{}", Factors(DType.F32));

        var result = _folder.Apply("base", "adapter");

        Reference.AssertClose(Reference.Adapted(_weight, _b, _a, Rank, 2), result["x.proj.weight"]);
        Assert.Equal([1, 2], result["norm.weight"]);
    }

    [Theory]
    [InlineData(DType.BF16)]
    [InlineData(DType.F16)]
    [InlineData(DType.F64)]
    [InlineData(DType.F8_E5M2)]
    public void Raises_factors_to_float32(DType dtype)
    {
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.F32, [Outputs, Inputs], _weight));
        _folder.WriteAdapter("adapter", "{}", Factors(dtype));

        Reference.AssertClose(
            Reference.Adapted(_weight, Reference.Rounded(dtype, _b), Reference.Rounded(dtype, _a), Rank, 2), _folder.Apply("base", "adapter")["x.proj.weight"]);
    }

    [Fact]
    public void Rounds_once_into_the_type_of_the_base()
    {
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.BF16, [Outputs, Inputs], _weight));
        _folder.WriteAdapter("adapter", "{}", Factors(DType.F32));

        var exact = Reference.Adapted(Reference.Rounded(DType.BF16, _weight), _b, _a, Rank, 2);
        Assert.Equal(Reference.Rounded(DType.BF16, [.. exact.Select(value => (float)value)]), _folder.Apply("base", "adapter")["x.proj.weight"]);
    }

    [Theory]
    [InlineData("""{"fan_in_fan_out": true}""")]
    [InlineData("{}")]
    public void Transposes_for_layers_that_store_inputs_first(string settings)
    {
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.F32, [Inputs, Outputs], _weight));
        _folder.WriteAdapter("adapter", settings, Factors(DType.F32));

        Reference.AssertClose(Reference.Adapted(_weight, _b, _a, Rank, 2, transposed: true), _folder.Apply("base", "adapter")["x.proj.weight"]);
    }

    [Fact]
    public void A_square_matrix_is_transposed_if_the_configuration_says_so()
    {
        var (weight, a) = (Reference.Random(4, 36), Reference.Random(5, 12));
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.F32, [6, 6], weight));
        var factors = AdapterFolder.Model.With("x.proj.lora_A.weight", DType.F32, [2, 6], a).With("x.proj.lora_B.weight", DType.F32, [6, 2], _b);
        _folder.WriteAdapter("plain", "{}", factors);
        _folder.WriteAdapter("transposed", """{"fan_in_fan_out": true}""", factors);

        Reference.AssertClose(Reference.Adapted(weight, _b, a, 2, 2), _folder.Apply("base", "plain")["x.proj.weight"]);
        Reference.AssertClose(Reference.Adapted(weight, _b, a, 2, 2, transposed: true), _folder.Apply("base", "transposed")["x.proj.weight"]);
    }

    [Fact]
    public void Embeddings_have_factors_of_their_own()
    {
        _folder.Write("base", AdapterFolder.Model.With("embed.weight", DType.F32, [Inputs, Outputs], _weight));
        _folder.WriteAdapter("adapter", "{}", AdapterFolder.Model
            .With("embed.lora_embedding_A", DType.F32, [Rank, Inputs], _a).With("embed.lora_embedding_B", DType.F32, [Outputs, Rank], _b));

        Reference.AssertClose(Reference.Adapted(_weight, _b, _a, Rank, 2, transposed: true), _folder.Apply("base", "adapter")["embed.weight"]);
    }

    [Fact]
    public void Convolutions_are_matrices_of_outputs_by_everything_else()
    {
        _folder.Write("base", AdapterFolder.Model.With("conv.weight", DType.F32, [Outputs, 8, 5], _weight));
        _folder.WriteAdapter("adapter", "{}", AdapterFolder.Model
            .With("conv.lora_A.weight", DType.F32, [Rank, 8, 5], _a).With("conv.lora_B.weight", DType.F32, [Outputs, Rank, 1], _b));

        Reference.AssertClose(Reference.Adapted(_weight, _b, _a, Rank, 2), _folder.Apply("base", "adapter")["conv.weight"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Magnitudes_set_the_length_of_each_output(bool transposed)
    {
        var magnitudes = Reference.Random(6, Outputs);
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.F32, transposed ? [Inputs, Outputs] : [Outputs, Inputs], _weight));
        _folder.WriteAdapter("adapter", """{"use_dora": true}""", Factors(DType.F32).With("x.proj.lora_magnitude_vector", DType.F32, [Outputs], magnitudes));

        var expected = Reference.WithMagnitudes(Reference.Adapted(_weight, _b, _a, Rank, 2, transposed), magnitudes, transposed);
        Reference.AssertClose(expected, _folder.Apply("base", "adapter")["x.proj.weight"]);
    }

    [Fact]
    public void Modules_saved_whole_replace_those_of_the_base_in_its_type()
    {
        _folder.Write("base", AdapterFolder.Model.With("head.weight", DType.BF16, [2, 2], 1, 2, 3, 4).With("head.inner.bias", DType.F32, [1], 5));
        _folder.WriteAdapter("adapter", """{"modules_to_save": ["head"]}""", AdapterFolder.Model
            .With("head.weight", DType.F32, [2, 2], -1, -2, 1.00001f, 0).With("head.modules_to_save.inner.bias", DType.F32, [1], 7));

        var plan = Merging.Planning.MergePlanner.Plan(_folder.Recipe("passthrough", null, ("base", "adapter", "")));
        var result = _folder.Apply("base", "adapter");

        Assert.Equal(DType.BF16, plan.Tensors.Single(tensor => tensor.Result.Name == "head.weight").Result.DType);
        Assert.Equal([-1, -2, 1, 0], result["head.weight"]);
        Assert.Equal([7], result["head.inner.bias"]);
    }

    [Fact]
    public void An_embedding_that_was_resaved_is_the_base_of_its_own_factors()
    {
        var saved = Reference.Random(8, _weight.Length);
        _folder.Write("base", AdapterFolder.Model.With("embed_tokens.weight", DType.F32, [Inputs, Outputs], _weight));
        _folder.WriteAdapter("adapter", "{}", AdapterFolder.Model
            .With("embed_tokens.base_layer.weight", DType.F32, [Inputs, Outputs], saved)
            .With("embed_tokens.lora_embedding_A", DType.F32, [Rank, Inputs], _a).With("embed_tokens.lora_embedding_B", DType.F32, [Outputs, Rank], _b));

        Reference.AssertClose(Reference.Adapted(saved, _b, _a, Rank, 2, transposed: true), _folder.Apply("base", "adapter")["embed_tokens.weight"]);
    }

    [Fact]
    public void Trained_biases_replace_and_biases_of_factors_are_scaled_and_added()
    {
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.F32, [Outputs, Inputs], _weight)
            .With("x.proj.bias", DType.F32, [Outputs], 1, 2, 3, 4, 5, 6).With("norm.bias", DType.F32, [1], 1));
        _folder.WriteAdapter("adapter", """{"bias": "all", "lora_bias": true}""", Factors(DType.F32)
            .With("x.proj.base_layer.bias", DType.F32, [Outputs], 10, 20, 30, 40, 50, 60)
            .With("x.proj.lora_B.bias", DType.F32, [Outputs], 1, 1, 1, 1, 1, -1).With("norm.bias", DType.F32, [1], 9));

        var result = _folder.Apply("base", "adapter");

        Assert.Equal([12, 22, 32, 42, 52, 58], result["x.proj.bias"]);
        Assert.Equal([9], result["norm.bias"]);
    }

    [Fact]
    public void A_zero_adapter_gives_the_base_bit_for_bit()
    {
        _folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.BF16, [Outputs, Inputs], _weight));
        _folder.WriteAdapter("adapter", "{}", AdapterFolder.Model
            .With("x.proj.lora_A.weight", DType.F32, [Rank, Inputs], _a).With("x.proj.lora_B.weight", DType.F32, [Outputs, Rank], new float[Outputs * Rank]));

        Assert.Equal(Reference.Rounded(DType.BF16, _weight), _folder.Apply("base", "adapter")["x.proj.weight"]);
    }

    [Theory]
    [InlineData("h.0.proj", "transformer.h.0.proj")]
    [InlineData("transformer.h.0.proj", "h.0.proj")]
    public void The_outermost_name_may_be_missing_on_either_side(string inBase, string inAdapter)
    {
        _folder.Write("base", AdapterFolder.Model.With(inBase + ".weight", DType.F32, [Outputs, Inputs], _weight));
        _folder.WriteAdapter("adapter", "{}", AdapterFolder.Model
            .With(inAdapter + ".lora_A.weight", DType.F32, [Rank, Inputs], _a).With(inAdapter + ".lora_B.weight", DType.F32, [Outputs, Rank], _b));

        Reference.AssertClose(Reference.Adapted(_weight, _b, _a, Rank, 2), _folder.Apply("base", "adapter")[inBase + ".weight"]);
    }

    private MergeBuild.Testing.Models.TinyModel Factors(DType dtype) => AdapterFolder.Model
        .With("x.proj.lora_A.weight", dtype, [Rank, Inputs], _a)
        .With("x.proj.lora_B.weight", dtype, [Outputs, Rank], _b);
}
