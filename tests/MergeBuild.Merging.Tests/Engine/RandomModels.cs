using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class RandomModels
{
    private static readonly DType[] Types = [DType.F32, DType.BF16, DType.F16, DType.F64];

    [Theory]
    [MemberData(nameof(MethodRecipes.Names), MemberType = typeof(MethodRecipes))]
    public void Give_the_same_bytes_on_any_threads_in_any_blocks(string method)
    {
        var shapes = Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 20_000)).ArrayOf(4);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3), Prop.ForAll(
            shapes.ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), (tensors, threads, units) =>
            {
                using var folder = new MergeFolder();
                foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2), ("c", 3) })
                {
                    folder.With(name, Model(tensors, seed));
                }

                var recipe = MethodRecipes.Of(method);
                var expected = folder.Merge(recipe, new MergeEngineOptions { Threads = 1 });
                var actual = folder.Merge(recipe, new MergeEngineOptions { Threads = threads, BlockLength = units * Tiling.DefaultUnitLength });
                return expected.Count == actual.Count && expected.All(pair => pair.Value.AsSpan().SequenceEqual(actual[pair.Key]));
            }));
    }

    private static TinyModel Model((int Type, int Size)[] tensors, int seed)
    {
        var random = new Random(seed);
        return tensors.Index().Aggregate(TinyModel.Empty.WithConfigValue("model_type", "none"), (model, tensor) => model.With(
            $"t{tensor.Index}", Types[tensor.Item.Type], [tensor.Item.Size], TinyLlama.Numbers(random, tensor.Item.Size)));
    }
}
