using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class BoundedMemory : IDisposable
{
    private const int ManyBlocks = 12;
    private readonly MergeFolder _folder = new();

    // Statistics take a few numbers a unit; anything per block beyond that would be garbage by the gigabyte in a real merge.
    [Theory]
    [MemberData(nameof(MethodRecipes.Names), MemberType = typeof(MethodRecipes))]
    public void Blocks_allocate_nothing(string method)
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2), ("c", 3) })
        {
            var numbers = TinyLlama.Numbers(new Random(seed), ManyBlocks * Tiling.DefaultUnitLength);
            _folder.With(name, TinyModel.Empty.WithConfigValue("model_type", "none").With("weight", DType.BF16, [numbers.Length], numbers));
        }

        var plan = MergePlanner.Plan(_folder.Recipe(MethodRecipes.Of(method)));
        var (few, many) = (LeastAllocated(plan, ManyBlocks), LeastAllocated(plan, 1));
        Assert.InRange(many - few, -10_000, ManyBlocks * 16);
    }

    [Fact]
    public void Five_thousand_tiny_tensors_are_merged()
    {
        foreach (var (name, number) in new[] { ("base", 1f), ("a", 2), ("b", 4), ("c", 8) })
        {
            _folder.With(name, Enumerable.Range(0, 5000).Aggregate(TinyModel.Empty.WithConfigValue("model_type", "none"),
                (model, i) => model.With($"t.{i}.weight", DType.F32, [3], number, i, -number)));
        }

        var merged = _folder.Merge("merge_method: linear\nmodels: [{model: a}, {model: b}, {model: c}]\nparameters: {weight: 1}\n",
            new MergeEngineOptions { Threads = 4 });

        Assert.Equal(5000, merged.Count);
        Assert.All(merged.Values, bytes => Assert.Equal(14 / 3f, BitConverter.ToSingle(bytes), 1e-6f));
    }

    public void Dispose() => _folder.Dispose();

    // Pools that a collection has emptied fill themselves again now and then; the least of some runs is what blocks need.
    private static long LeastAllocated(MergePlan plan, int unitsInBlock) =>
        Enumerable.Range(0, 4).Min(_ => Allocated(plan, unitsInBlock));

    private static long Allocated(MergePlan plan, int unitsInBlock)
    {
        var options = new MergeEngineOptions { Threads = 1, BlockLength = unitsInBlock * Tiling.DefaultUnitLength };
        var before = GC.GetAllocatedBytesForCurrentThread();
        MergeEngine.Run(plan, new ForgetfulSink(), options, null, TestContext.Current.CancellationToken);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class ForgetfulSink : IResultSink
    {
        public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes)
        {
        }
    }
}
