using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class CopiedTensors : IDisposable
{
    private readonly MergeFolder _folder = new();

    public static TheoryData<DType> Integers =>
        [DType.BOOL, DType.U8, DType.I8, DType.I16, DType.U16, DType.I32, DType.U32, DType.I64, DType.U64, DType.F4, DType.F6_E2M3, DType.F8_E8M0];

    public static TheoryData<DType> Numbers => [DType.F64, DType.F32, DType.F16, DType.BF16, DType.F8_E4M3, DType.F8_E5M2];

    [Theory]
    [MemberData(nameof(Integers))]
    public void What_is_no_number_to_merge_comes_from_the_donor(DType dtype)
    {
        var bytes = Bytes(dtype, seed: 1);
        _folder.With("base", Model(dtype, bytes)).With("a", Model(dtype, Bytes(dtype, seed: 2))).With("b", Model(dtype, Bytes(dtype, seed: 3)));
        foreach (var method in new[] { "ties", "task_arithmetic" })
        {
            Assert.Equal(bytes, _folder.Merge(MethodRecipes.Of(method, "a", "b"), Small)["weight"]);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Passthrough_copies_bit_by_bit(DType dtype)
    {
        // Every exponent but the one of infinities.
        var bytes = Bytes(dtype, seed: 4).Select(item => (byte)(item & 0xBB)).ToArray();
        _folder.With("a", Model(dtype, bytes));
        Assert.Equal(bytes, _folder.Merge(MethodRecipes.Of("passthrough"), Small)["weight"]);
    }

    [Fact]
    public void Passthrough_multiplies_with_a_scale()
    {
        _folder.With("a", TinyModel.Empty.WithConfigValue("model_type", "none").With("weight", DType.F32, [3], 1, -2, 0.5f));
        Assert.Equal([-0.5f, 1, -0.25f], _folder.Merge("merge_method: passthrough\nmodels: [{model: a, parameters: {scale: -0.5}}]\n", "weight"));
    }

    [Fact]
    public void Passthrough_into_another_type_rounds_once()
    {
        var numbers = TinyLlama.Numbers(new Random(5), 100);
        _folder.With("a", TinyModel.Empty.WithConfigValue("model_type", "none").With("weight", DType.F32, [100], numbers));
        var expected = TinyModel.Empty.With("weight", DType.BF16, [100], numbers).Tensors["weight"].Bytes;
        Assert.Equal(expected, _folder.Merge("merge_method: passthrough\nmodels: [{model: a}]\nout_dtype: bfloat16\n")["weight"]);
    }

    public void Dispose() => _folder.Dispose();

    private static MergeEngineOptions Small => new() { Threads = 2, BlockLength = Tiling.DefaultUnitLength };

    private static byte[] Bytes(DType dtype, int seed)
    {
        var bytes = new byte[40_000 * dtype.BitSize() / 8];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static TinyModel Model(DType dtype, byte[] bytes) =>
        TinyModel.Empty.WithConfigValue("model_type", "none").WithBytes("weight", dtype, [40_000], bytes);
}
