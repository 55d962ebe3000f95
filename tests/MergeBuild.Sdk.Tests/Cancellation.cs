using System.Diagnostics;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class Cancellation(PackedSdk sdk) : MergeTest(sdk)
{
    // Sparse files of two gigabytes: long enough to be interrupted, and nothing on the disk.
    private const int Vocabulary = 1 << 25;

    [Fact]
    public async Task An_interrupted_build_stops_at_once_and_leaves_no_half_model()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        Assert.SkipWhen(Interrupts.AreIgnored(), Interrupts.WhyIgnored);
        WriteHugeParent("parents/math");
        WriteHugeParent("parents/prose");
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");

        var stopwatch = new Stopwatch();
        var run = Workspace.Keep(await DotnetRun.StartAsync(Workspace.Root, ["build", "--no-restore", "-tl:off"], async (process, output) =>
        {
            while (!process.HasExited && !output().Contains(" GB/s", StringComparison.Ordinal) && !output().Contains(" MB/s", StringComparison.Ordinal))
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            stopwatch.Start();
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }));

        Assert.NotEqual(0, run.ExitCode);
        Assert.InRange(stopwatch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Contains("assistant: ", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Problems);
        Assert.Empty(Workspace.Files(Model));
    }

    private void WriteHugeParent(string directory)
    {
        Parent.Model(1).WithConfigValue("vocab_size", Vocabulary).WriteTo(Workspace[directory]);
        var layout = new SafetensorsLayout(Parent.Model(1).Tensors.Values
            .Select(tensor => tensor.Description)
            .Select(tensor => tensor.Name is "model.embed_tokens.weight" or "lm_head.weight" ? tensor with { Shape = tensor.Shape.SetItem(0, Vocabulary) } : tensor));
        using var weights = File.Create(Workspace[$"{directory}/model.safetensors"]);
        weights.Write(layout.Prefix.Span);
        weights.SetLength(layout.FileLength);
    }
}
