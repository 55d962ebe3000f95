using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Planning;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class RefusedAdapters : IDisposable
{
    private static readonly TinyModel Factors = TinyModel.Empty
        .With("x.proj.lora_A.weight", DType.F32, [2, 3], new float[6]).With("x.proj.lora_B.weight", DType.F32, [4, 2], new float[8]);

    private readonly AdapterFolder _folder = new();

    public RefusedAdapters() => _folder.Write("base", AdapterFolder.Model
        .With("x.proj.weight", DType.F32, [4, 3], new float[12]).With("x.square.weight", DType.F32, [3, 3], new float[9])
        .With("x.norm.weight", DType.F32, [3], new float[3]).WithBytes("x.quantised.weight", DType.I8, [4, 3], new byte[12]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void For_keys_that_are_not_those_of_peft()
    {
        _folder.WriteAdapterAs("adapter", "{}", TinyModel.Empty.With("lora.x.proj.down", DType.F32, [2, 3], new float[6]).With("lora.x.proj.up", DType.F32, [4, 2], new float[8]));

        AssertRefused("MB2088", "lora.x.proj.down", "it and 1 more", "base_model.model.");
    }

    [Theory]
    [InlineData("x.norm.weight", "MB2088")]
    [InlineData("x.proj.bias", "MB2088")]
    [InlineData("x.proj.lora_B.bias", "MB2088")]
    [InlineData("x.proj.lora_magnitude_vector", "MB2088")]
    [InlineData("x.proj.lora_A.default.weight", "MB2088")]
    [InlineData("x.other.lora_A.weight", "MB2089")]
    [InlineData("x.proj.lora_embedding_A", "MB2094")]
    public void For_a_tensor_that_nothing_declares_or_completes(string name, string code)
    {
        _folder.WriteAdapter("adapter", "{}", Factors.With(name, DType.F32, [3], new float[3]));

        AssertRefused(code, name);
    }

    [Theory]
    [InlineData("x.proj", new long[] { 3, 3 }, new long[] { 4, 3 }, "lora_A", "3×3", "2×3")]
    [InlineData("x.proj", new long[] { 2, 5 }, new long[] { 4, 2 }, "lora_A", "2×5", "2×3")]
    [InlineData("x.proj", new long[] { 2, 3 }, new long[] { 4, 3 }, "lora_B", "4×3", "4×2")]
    [InlineData("x.proj", new long[] { 4, 2 }, new long[] { 2, 3 }, "lora_A", "4×2", "2×3")]
    [InlineData("x.norm", new long[] { 2 }, new long[] { 3, 2 }, "lora_A", "2", "none")]
    public void For_factors_that_fit_neither_rank_nor_base(string module, long[] a, long[] b, string tensor, string found, string allowed)
    {
        _folder.WriteAdapter("adapter", "{}", TinyModel.Empty
            .With(module + ".lora_A.weight", DType.F32, a, new float[a.Aggregate(1L, (x, y) => x * y)])
            .With(module + ".lora_B.weight", DType.F32, b, new float[b.Aggregate(1L, (x, y) => x * y)]));

        AssertRefused("MB2090", tensor, $"shape {found};", $"allowed is {allowed},", "adapter_model.safetensors");
    }

    [Theory]
    [InlineData("""{"use_dora": true}""", "x.proj.lora_magnitude_vector")]
    [InlineData("""{"lora_bias": true}""", "x.proj.lora_B.bias")]
    public void For_a_part_that_the_configuration_promises(string settings, string missing)
    {
        _folder.WriteAdapter("adapter", settings, Factors);

        AssertRefused("MB2089", missing);
    }

    [Fact]
    public void For_a_missing_factor()
    {
        _folder.WriteAdapter("adapter", "{}", Factors.Without("x.proj.lora_B.weight"));

        AssertRefused("MB2089", "x.proj.lora_A.weight", "no 'base_model.model.x.proj.lora_B.weight'");
    }

    [Fact]
    public void For_magnitudes_of_another_length()
    {
        _folder.WriteAdapter("adapter", """{"use_dora": true}""", Factors.With("x.proj.lora_magnitude_vector", DType.F32, [3], 1, 1, 1));

        AssertRefused("MB2090", "lora_magnitude_vector", "shape 3;", "allowed is 4,");
    }

    [Fact]
    public void For_a_saved_module_of_another_shape()
    {
        _folder.WriteAdapter("adapter", """{"modules_to_save": ["norm"]}""", Factors.With("x.norm.weight", DType.F32, [5], new float[5]));

        AssertRefused("MB2090", "x.norm.weight", "shape 5;", "allowed is 3,");
    }

    [Fact]
    public void For_a_module_that_the_base_does_not_have()
    {
        _folder.WriteAdapter("adapter", "{}", TinyModel.Empty
            .With("y.proj.q.lora_A.weight", DType.F32, [2, 3], new float[6]).With("y.proj.q.lora_B.weight", DType.F32, [4, 2], new float[8]));

        AssertRefused("MB2092", "y.proj.q.weight", "none");
    }

    [Fact]
    public void For_a_bias_that_the_base_does_not_have()
    {
        _folder.WriteAdapter("adapter", """{"lora_bias": true}""", Factors.With("x.proj.lora_B.bias", DType.F32, [4], new float[4]));

        AssertRefused("MB2092", "x.proj.bias");
    }

    [Fact]
    public void For_types_without_arithmetic()
    {
        _folder.WriteAdapter("base-side", "{}", TinyModel.Empty
            .With("x.quantised.lora_A.weight", DType.F32, [2, 3], new float[6]).With("x.quantised.lora_B.weight", DType.F32, [4, 2], new float[8]));
        _folder.WriteAdapter("adapter", "{}", Factors.WithBytes("x.proj.lora_A.weight", DType.I8, [2, 3], new byte[6]));

        AssertRefused("MB2091", "x.proj.lora_A.weight", "I8");
        AssertRefusedAdapter("base-side", "MB2091", ["x.quantised.weight", "I8"]);
    }

    [Fact]
    public void For_a_square_matrix_that_may_be_either_way_round()
    {
        _folder.WriteAdapter("adapter", """{"fan_in_fan_out": true}""", Factors
            .With("x.square.lora_A.weight", DType.F32, [2, 3], new float[6]).With("x.square.lora_B.weight", DType.F32, [3, 2], new float[6]));

        AssertRefused("MB2095", "x.square", "x.proj");
    }

    [Fact]
    public void For_a_head_that_the_result_ties_to_its_embedding()
    {
        var (weight, a) = (new float[6], new float[4]);
        _folder.Write("tied", TinyModel.Empty.WithConfigValue("tie_word_embeddings", true).WithConfigValue("num_hidden_layers", 0)
            .With("model.embed_tokens.weight", DType.F32, [3, 2], weight).With("model.norm.weight", DType.F32, [2], 1, 1).With("lm_head.weight", DType.F32, [3, 2], weight));
        _folder.WriteAdapter("adapter", "{}", TinyModel.Empty.With("lm_head.lora_A.weight", DType.F32, [2, 2], a).With("lm_head.lora_B.weight", DType.F32, [3, 2], weight));

        var exception = Assert.Throws<MergeBuildException>(() => MergePlanner.Plan(_folder.Recipe("passthrough", null, ("tied", "adapter", ""))));

        Assert.Contains("MB2096", exception.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void For_missing_files()
    {
        AssertRefused("MB2080", "adapter");
        Directory.CreateDirectory(_folder.Path("adapter"));
        AssertRefused("MB2081", "adapter_config.json");
        _folder.WriteAdapter("adapter", "{}", Factors);
        var weights = _folder.Path("adapter/adapter_model.safetensors");
        File.Move(weights, _folder.Path("adapter/adapter_model.bin"));
        AssertRefused("MB2087", "adapter_model.bin");
        File.Delete(_folder.Path("adapter/adapter_model.bin"));
        AssertRefused("MB2086", "adapter_model.safetensors");
        _folder.WriteAdapter("adapter", "{}", TinyModel.Empty);
        AssertRefused("MB2097", "adapter_model.safetensors");
        File.WriteAllText(_folder.Path("adapter/adapter_config.json"), "[]");
        AssertRefused("MB2082", "adapter_config.json");
    }

    private void AssertRefused(string code, params string[] named) => AssertRefusedAdapter("adapter", code, named);

    private void AssertRefusedAdapter(string adapter, string code, string[] named)
    {
        var exception = Assert.Throws<MergeBuildException>(() => MergePlanner.Plan(_folder.Recipe("passthrough", null, ("base", adapter, ""))));
        var diagnostic = Assert.Single(exception.Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.All(named, name => Assert.Contains(name, diagnostic.Message, StringComparison.Ordinal));
    }
}
