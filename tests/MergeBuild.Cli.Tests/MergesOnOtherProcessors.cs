using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

/// <summary>The runtime's switches take instructions away, as on a processor that does not have them.</summary>
public sealed class MergesOnOtherProcessors : IDisposable
{
    // Tensors of several blocks, with tails at every width.
    private const int Vocabulary = 9001;

    private readonly TemporaryFolder _folder = new();

    public MergesOnOtherProcessors()
    {
        for (var model = 0; model < 4; model++)
        {
            TinyLlama.Of(1, model, DType.BF16, Vocabulary).WriteTo(_folder[$"model{model}"]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("linear", "weight: 0.3", "")]
    [InlineData("slerp", "", "t: 0.3")]
    [InlineData("task_arithmetic", "weight: 0.3", "")]
    [InlineData("ties", "weight: 0.3, density: 0.4", "")]
    [InlineData("dare_ties", "weight: 0.3, density: 0.4", "")]
    [InlineData("della", "weight: 0.3, density: 0.4", "")]
    [InlineData("model_stock", "", "")]
    [InlineData("karcher", "", "")]
    public void Give_the_same_bytes(string method, string perModel, string parameters)
    {
        var models = method == "slerp" ? "{model: model1}" : string.Join(", ", Enumerable.Range(1, 3).Select(model => $"{{model: model{model}, parameters: {{{perModel}}}}}"));
        var hasBase = method is not ("linear" or "karcher");
        _folder.Write("recipe.yml", $"merge_method: {method}\n{(hasBase ? "base_model: model0\n" : "")}models: [{models}]\nparameters: {{{parameters}}}\n");
        var expected = Merge("DOTNET_TieredPGO", "1");

        // The names that .NET 10 knows; EnableHWIntrinsic takes all of them away.
        foreach (var name in new[] { "EnableAVX512", "EnableAVX2", "EnableHWIntrinsic" })
        {
            Assert.True(expected.AsSpan().SequenceEqual(Merge($"DOTNET_{name}", "0")), $"Without {name} the result is another.");
        }
    }

    private byte[] Merge(string variable, string value)
    {
        var result = Tool.RunWith(_folder.Path, variable, value, "merge", "recipe.yml", "out");
        Assert.Equal((0, ""), (result.ExitCode, string.Join("\n", result.ErrorLines.Where(line => line.Contains("error", StringComparison.Ordinal)))));
        return File.ReadAllBytes(_folder["out/model.safetensors"]);
    }
}
