using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests;

/// <summary>The merge-gate action over a repository whose merge lost a skill: real builds, in Release and from the start.</summary>
public sealed class PullRequestGates(PackedSdk sdk) : GateTest(sdk)
{
    [Fact]
    public async Task Show_a_lost_skill_once_at_the_line_of_its_suite_and_a_kept_one_in_the_summary_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows runs the action in the bash of Git, which is not on every machine's path.");
        await EvaluateAsync(right: 120);
        Workspace.Write(".gitignore", "bin/\nobj/\nruns/\n.mergebuild/\n");
        Git.Run(Workspace.Root, "init", "--quiet", "--initial-branch=main");
        Commit("lost");
        var (passed, log, summary) = RunAction();

        Assert.False(passed);
        var annotation = Assert.Single(log.Split('\n').Select(ProblemMatcher.Read).OfType<ProblemMatcher>());
        Assert.Equal(("assistant.mergeproj", 8, "error", "MB4210"), (annotation.File, annotation.Line, annotation.Severity, annotation.Code));
        Assert.StartsWith("The merge lost what 'math' knows on the suite 'sums'", annotation.Message, StringComparison.Ordinal);
        Assert.Contains("| ✗ **fail** | `sums` exact\\_match | `math` | 63.2 % |", summary, StringComparison.Ordinal);

        WriteResult(right: 189);
        Commit("kept");
        (passed, log, summary) = RunAction();

        Assert.True(passed, log);
        Assert.DoesNotContain(log.Split('\n'), line => ProblemMatcher.Read(line) is not null);
        Assert.Contains("| ✓ pass | `sums`", summary, StringComparison.Ordinal);
    }

    private void Commit(string message)
    {
        Git.Run(Workspace.Root, "add", "--all");
        Git.Run(Workspace.Root, "commit", "--quiet", "-m", message);
    }

    private (bool Passed, string Log, string Summary) RunAction()
    {
        using var scratch = new TemporaryFolder();
        var action = new CompositeAction("merge-gate", Workspace.Root, scratch.Path);
        foreach (var variable in DotnetRun.Environment.Select(variable => variable.Split('=', 2)).Where(variable => variable[0] != "PATH"))
        {
            action.Variables[variable[0]] = variable[1];
        }

        return (action.Run(), action.Log, action.Summary);
    }
}
