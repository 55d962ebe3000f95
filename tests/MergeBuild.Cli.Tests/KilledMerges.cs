using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

public sealed class KilledMerges : IDisposable
{
    private const int Vocabulary = 2_000_000;
    private static readonly string[] Merge = ["merge", "recipe.yml", "out", "--ledger", "merge.ledger", "--shard-size", "20MB"];

    private readonly TemporaryFolder _folder = new();

    public KilledMerges()
    {
        for (var model = 0; model < 3; model++)
        {
            TinyLlama.Of(1, model, DType.BF16, Vocabulary).WriteTo(_folder[$"model{model}"]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Leave_a_model_that_the_next_merge_makes_whole_without_cleaning()
    {
        Write(0.5);
        Assert.Equal(0, Tool.Run(_folder.Path, Merge).ExitCode);
        var (kills, weight) = (0, 0.5);
        for (var delay = 150; delay <= 1350; delay += 100)
        {
            weight = Math.Round(weight + 0.01, 2);
            Write(weight);
            using (var process = Tool.Start(_folder.Path, Merge))
            {
                if (!process.WaitForExit(delay))
                {
                    process.Kill();
                    kills++;
                }

                process.WaitForExit();
            }

            Assert.Equal(0, Tool.Run(_folder.Path, Merge).ExitCode);
            Assert.Equal(0, Tool.Run(_folder.Path, "verify", "out").ExitCode);
        }

        Assert.True(kills > 2, "No merge took long enough to be killed.");
        Assert.Equal(0, Tool.Run(_folder.Path, "merge", "recipe.yml", "clean", "--shard-size", "20MB").ExitCode);
        foreach (var path in Directory.EnumerateFiles(_folder["clean"]))
        {
            Assert.True(
                File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder["out"], Path.GetFileName(path)))), $"'{path}' is another.");
        }

        Assert.DoesNotContain(Directory.EnumerateFiles(_folder["out"]), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private void Write(double weight) => _folder.Write("recipe.yml", FormattableString.Invariant(
        $"merge_method: ties\nbase_model: model0\nmodels: [{{model: model1, parameters: {{weight: 0.5, density: 0.5}}}}, {{model: model2, parameters: {{weight: {weight}, density: 0.5}}}}]\n"));
}
