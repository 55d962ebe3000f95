using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class BuildsAtOnce(PackedSdk sdk) : MergeTest(sdk)
{
    [Fact]
    public async Task Of_one_project_wait_say_so_and_then_have_nothing_to_do()
    {
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");
        var runs = await AtOnce.RunAsync(Workspace, "build", "assistant.mergeproj", "--no-restore", "-v:n", "-tl:off");
        Assert.Single(runs, run => run.Output.Contains("assistant: read ", StringComparison.Ordinal));
        Assert.Single(runs, run => run.MergeWasSkipped && run.Output.Contains("Skipping target \"WriteModelDocuments\"", StringComparison.Ordinal));
        Assert.Equal(ModelFiles, Workspace.Files(Model));
        Assert.True((await BuildAsync("--no-restore")).MergeWasSkipped);
    }

    [Fact]
    public async Task That_ask_for_different_merges_publish_the_one_or_the_other_with_its_own_verdicts()
    {
        Workspace.Write("assistant.mergeproj", Project.Replace("Expert Include=\"parents/math\" Weight=\"0.5\"", "Expert Include=\"parents/math\" Weight=\"$(MathWeight)\"", StringComparison.Ordinal));
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");
        var runs = await Task.WhenAll(new[] { "0.25", "0.75", "0.125" }.Select(weight => DotnetRun.StartAsync(
            Workspace.Root, ["build", "assistant.mergeproj", "--no-restore", "-v:n", "-tl:off", $"-p:MathWeight={weight}"])));

        Assert.All(runs.Select(Workspace.Keep), run => Assert.True(run.ExitCode == 0, run.Output));
        Assert.Equal(VerdictFile.ManifestDigest(Workspace[Model]), VerdictFile.Read(Workspace[$"{Model}/{Verdicts}"]).Manifest);
        Assert.Equal(ModelFiles, Workspace.Files(Model));
    }

    [Fact]
    public async Task After_a_build_that_was_killed_while_it_had_the_lock_do_not_wait()
    {
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");
        var killed = await DotnetRun.StartAsync(Workspace.Root, ["build", "assistant.mergeproj", "--no-restore", "-v:n", "-tl:off"], async (process, output) =>
        {
            while (!process.HasExited && !output().Contains("MergeModel:", StringComparison.Ordinal))
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            process.Kill(entireProcessTree: true);
        });
        var next = await BuildAsync("--no-restore");
        Assert.DoesNotContain(AtOnce.Waits, next.Output, StringComparison.Ordinal);
        Assert.Equal(ModelFiles, Workspace.Files(Model));
        Workspace.Keep(killed);
    }
}
