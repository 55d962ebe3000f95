using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class AwkwardNames : IDisposable
{
    private readonly MergeFolder _folder = new();

    [Theory]
    [InlineData("a.1.w", "a.01.w")]
    [InlineData("a.0.w", "a.00.w")]
    [InlineData("a.{layer}.1.w", "a.1.{layer}.w")]
    [InlineData("a.2147483647.w", "a.99999999999.w")]
    [InlineData("0.w", "w.0")]
    [InlineData("a.٣.w", "a.3.w")]
    public void Two_tensors_stay_two(string first, string second)
    {
        _folder.With("x", TinyModel.Empty.WithConfigValue("model_type", "none").With(first, DType.F32, [1], 1).With(second, DType.F32, [1], 2));
        var merged = _folder.Merge("merge_method: linear\nmodels: [{model: x, parameters: {weight: 2}}]\n");
        Assert.Equal((1, 2), (BitConverter.ToSingle(merged[first]), BitConverter.ToSingle(merged[second])));
    }

    public void Dispose() => _folder.Dispose();
}
