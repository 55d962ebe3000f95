using MergeBuild.Checkpoints.Files;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class BuildsAtOnce(PackedSdk sdk) : MergeTest(sdk)
{
    private const string Waits = "assistant: waiting for another build to be done with ";

    [Fact]
    public async Task Of_one_project_wait_say_so_and_then_have_nothing_to_do()
    {
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");
        var held = DirectoryLock.Take(Workspace["obj/assistant/Debug"], () => { }, TestContext.Current.CancellationToken);
        var waiting = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var builds = Array.ConvertAll(waiting, seen => DotnetRun.StartAsync(
            Workspace.Root, ["build", "assistant.mergeproj", "--no-restore", "-v:n", "-tl:off"], async (process, output) =>
            {
                while (!process.HasExited && !output().Contains(Waits, StringComparison.Ordinal))
                {
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                }

                seen.SetResult();
            }));
        await Task.WhenAll(waiting.Select(seen => seen.Task));
        Assert.False(Directory.Exists(Workspace[Model]));
        held.Dispose();

        var runs = (await Task.WhenAll(builds)).Select(Workspace.Keep).ToArray();
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
        Assert.Single(runs, run => run.Output.Contains("assistant: the other build has made the model.", StringComparison.Ordinal));
        Assert.Single(runs, run => run.Output.Contains("assistant: read ", StringComparison.Ordinal));
        Assert.Equal(ModelFiles, Workspace.Files(Model));
        Assert.True((await BuildAsync("--no-restore")).MergeWasSkipped);
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
        Assert.DoesNotContain(Waits, next.Output, StringComparison.Ordinal);
        Assert.Equal(ModelFiles, Workspace.Files(Model));
        Workspace.Keep(killed);
    }
}
