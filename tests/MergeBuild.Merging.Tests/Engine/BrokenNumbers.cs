using System.Globalization;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class BrokenNumbers : IDisposable
{
    private const int Size = (8 * Tiling.DefaultUnitLength) + 100;
    private readonly MergeFolder _folder = new();

    [Theory]
    [InlineData("linear", DType.F32)]
    [InlineData("slerp", DType.BF16)]
    [InlineData("ties", DType.F16)]
    [InlineData("dare_ties", DType.F32)]
    [InlineData("passthrough", DType.F32)]
    [InlineData("passthrough", DType.BF16)]
    [InlineData("passthrough", DType.F64)]
    public void A_parent_with_one_is_named_with_tensor_and_element(string method, DType dtype)
    {
        foreach (var (number, index) in new[] { (float.NaN, 0), (float.PositiveInfinity, Size - 1), (float.NegativeInfinity, 16384) })
        {
            Write(dtype, "a", index, number);
            var diagnostic = Fails(MethodRecipes.Of(method));
            Assert.Equal("MB3002", diagnostic.Code);
            Assert.Equal(
                $"The tensor 'weight' of 'a' has the value {number.ToString(CultureInfo.InvariantCulture)} at element {index}.", diagnostic.Message);
        }
    }

    [Fact]
    public void A_base_model_with_one_is_named()
    {
        Write(DType.F32, "base", 5, float.NaN);
        Assert.Equal("The tensor 'weight' of 'base' has the value NaN at element 5.", Fails(MethodRecipes.Of("ties")).Message);
    }

    [Theory]
    [InlineData("float16", 40000, "80000", "F16")]
    [InlineData("bfloat16", 3.39e38f, "Infinity", "BF16")]
    [InlineData("float32", 3e38f, "Infinity", "F32")]
    [InlineData("float8_e4m3fn", 233, "466", "F8_E4M3")]
    [InlineData("float8_e5m2", 31000, "62000", "F8_E5M2")]
    public void A_result_too_large_for_its_type_is_refused(string dtype, float number, string value, string name)
    {
        Write(DType.F32, "a", 77, number);
        var recipe = _folder.Recipe("merge_method: linear\nmodels: [{model: a, parameters: {weight: 2}}]\nparameters: {normalize: false}\n");
        Assert.True(DTypes.TryParseTorchName(dtype, out var outputDType));
        var plan = Merging.Planning.MergePlanner.Plan(recipe with { OutputDType = outputDType });

        var exception = Assert.Throws<MergeBuildException>(() => MergeEngine.Run(
            plan, new MemorySink(), new MergeEngineOptions { Threads = 2 }, null, TestContext.Current.CancellationToken));

        Assert.Equal($"The result for tensor 'weight' is {value} at element 77, which {name} cannot hold.", Assert.Single(exception.Diagnostics).Message);
        Assert.Equal("MB3003", exception.Diagnostics[0].Code);
    }

    [Fact]
    public void A_copied_float64_may_be_larger_than_a_float32()
    {
        var bytes = BitConverter.GetBytes(1e300);
        _folder.With("a", TinyModel.Empty.WithConfigValue("model_type", "none").WithBytes("weight", DType.F64, [1], bytes));
        Assert.Equal(bytes, _folder.Merge(MethodRecipes.Of("passthrough"))["weight"]);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(DType dtype, string name, int index, float number)
    {
        foreach (var model in new[] { "base", "a", "b", "c" })
        {
            var numbers = TinyLlama.Numbers(new Random(model[0]), Size);
            if (model == name)
            {
                numbers[index] = number;
            }

            _folder.With(model, TinyModel.Empty.WithConfigValue("model_type", "none").With("weight", dtype, [Size], numbers));
        }
    }

    // On one thread, which merges the sound first block before it comes to the second.
    private Diagnostic Fails(string recipe) => Assert.Single(Assert.Throws<MergeBuildException>(
        () => _folder.Merge(recipe, new MergeEngineOptions { Threads = 1 })).Diagnostics);
}
