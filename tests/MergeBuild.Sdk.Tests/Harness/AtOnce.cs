using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>Two builds of <c>assistant.mergeproj</c> that are sure to meet: both wait for a lock that a test holds, until both have said so.</summary>
public static class AtOnce
{
    /// <summary>How a build says that it waits.</summary>
    public const string Waits = "assistant: waiting for another build to be done with ";

    /// <summary>Runs a command twice; both runs are expected to succeed.</summary>
    public static async Task<DotnetRun[]> RunAsync(Workspace workspace, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        using var held = DirectoryLock.Take(workspace["obj/assistant/Debug"], () => { }, TestContext.Current.CancellationToken);
        var waiting = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var builds = Array.ConvertAll(waiting, seen => DotnetRun.StartAsync(workspace.Root, arguments, async (process, output) =>
        {
            while (!process.HasExited && !output().Contains(Waits, StringComparison.Ordinal))
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            seen.SetResult();
        }));
        await Task.WhenAll(waiting.Select(seen => seen.Task));
        held.Dispose();
        var runs = (await Task.WhenAll(builds)).Select(workspace.Keep).ToArray();
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
        Assert.All(runs, run => Assert.Contains(Waits, run.Output, StringComparison.Ordinal));
        return runs;
    }
}
