using System.Diagnostics;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class CancelledMerges
{
    // Takes any machine a while to merge, and no disk to store: it is all hole.
    private const long HugeLength = 8L << 30;

    [Fact]
    public async Task End_at_once_and_publish_nothing()
    {
        // Windows sends no signal to a process without its console, and stores a hole in full.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        WriteHugeModel(folder["parents/one"]);
        folder.Write("parents/recipe.yml", "merge_method: linear\nmodels: [{model: one, parameters: {weight: 1}}]\ndtype: float16\n");
        using var process = Tool.Start(folder.Path, "merge", "parents/recipe.yml", "out");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Merging: ", await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExitAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith("mergebuild: cancelled." + Environment.NewLine, error, StringComparison.Ordinal);
        Assert.Empty(await output);
        Assert.False(File.Exists(folder["out/merge.manifest.json"]));
    }

    private static void WriteHugeModel(string directory)
    {
        Directory.CreateDirectory(directory);
        var layout = new SafetensorsLayout([new TensorDescription("model.norm.weight", DType.F32, [HugeLength / sizeof(float)])]);
        File.WriteAllText(Path.Combine(directory, "config.json"), """{"model_type": "unheard-of"}""");
        using var file = File.Create(Path.Combine(directory, "model.safetensors"));
        file.Write(layout.Prefix.Span);
        file.SetLength(layout.FileLength);
    }
}
