using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class ThreadsAndBlocks : IDisposable
{
    private const int Unit = Tiling.DefaultUnitLength;
    private static readonly DType[] Types = [DType.F32, DType.BF16, DType.F16, DType.F64, DType.F8_E4M3, DType.F8_E5M2];
    private readonly MergeFolder _folder = new();

    public ThreadsAndBlocks()
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2), ("c", 3) })
        {
            _folder.With(name, Model(seed));
        }
    }

    [Theory]
    [MemberData(nameof(MethodRecipes.Names), MemberType = typeof(MethodRecipes))]
    public void Neither_changes_a_byte(string method)
    {
        var recipe = MethodRecipes.Of(method);
        var expected = _folder.Merge(recipe, new MergeEngineOptions { Threads = 1, BlockLength = Unit });
        Assert.Equal(Model(0).Tensors.Values.Where(tensor => tensor.Bytes.Length > 0).Select(tensor => tensor.Name), expected.Keys.Order(StringComparer.Ordinal));
        foreach (var (threads, units) in new[] { (1, 8), (3, 1), (4, 32) })
        {
            AssertSame(expected, _folder.Merge(recipe, new MergeEngineOptions { Threads = threads, BlockLength = units * Unit }));
        }
    }

    [Theory]
    [MemberData(nameof(MethodRecipes.Names), MemberType = typeof(MethodRecipes))]
    public void Every_method_changes_something(string method)
    {
        var merged = _folder.Merge(MethodRecipes.Of(method));
        var copied = Model(0).Tensors["flat"].Bytes.ToArray();
        Assert.NotEqual(copied, merged["flat"]);
    }

    [Theory]
    [MemberData(nameof(MethodRecipes.Symmetric), MemberType = typeof(MethodRecipes))]
    public void Nor_does_the_order_of_experts(string method)
    {
        var expected = _folder.Merge(MethodRecipes.Of(method, "a", "b", "c"));
        AssertSame(expected, _folder.Merge(MethodRecipes.Of(method, "c", "a", "b")));
        AssertSame(expected, _folder.Merge(MethodRecipes.Of(method, "b", "c", "a")));
    }

    [Fact]
    public void A_block_length_that_is_no_whole_number_of_units_is_rounded()
    {
        var recipe = MethodRecipes.Of("slerp");
        var expected = _folder.Merge(recipe, new MergeEngineOptions { Threads = 1 });
        AssertSame(expected, _folder.Merge(recipe, new MergeEngineOptions { Threads = 2, BlockLength = (2 * Unit) + 7 }));
        AssertSame(expected, _folder.Merge(recipe, new MergeEngineOptions { Threads = 2, BlockLength = 1 }));
    }

    [Fact]
    public void Without_threads_nothing_can_be_merged() => Assert.Throws<ArgumentOutOfRangeException>(
        () => _folder.Merge(MethodRecipes.Of("linear"), new MergeEngineOptions { Threads = 0 }));

    public void Dispose() => _folder.Dispose();

    // Tensors of many sizes around units and blocks, and one that is shared by several blocks.
    private static TinyModel Model(int seed)
    {
        var random = new Random(seed);
        var model = TinyModel.Empty.WithConfigValue("model_type", "none");
        var sizes = new[] { 0, 1, 15, 16, 17, Unit - 1, Unit, Unit + 1, (2 * Unit) + 3, (8 * Unit) + 5 };
        for (var i = 0; i < sizes.Length; i++)
        {
            model = model.With($"t{i}", Types[i % Types.Length], [sizes[i]], TinyLlama.Numbers(random, sizes[i]));
        }

        return model
            .With("scalar", DType.F32, [], TinyLlama.Numbers(random, 1))
            .With("flat", DType.BF16, [9, Unit + 1], TinyLlama.Numbers(random, 9L * (Unit + 1)))
            .WithBytes("steps", DType.I64, [1], BitConverter.GetBytes(1234567890123L));
    }

    private static void AssertSame(IReadOnlyDictionary<string, byte[]> expected, IReadOnlyDictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, bytes) in expected)
        {
            Assert.True(bytes.AsSpan().SequenceEqual(actual[name]), name);
        }
    }
}
