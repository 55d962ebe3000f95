using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class GatedBuildsAtOnce(PackedSdk sdk) : GateTest(sdk)
{
    private const string Judged = "assistant: gates: 1 passed";

    [Fact]
    public async Task Merge_once_judge_once_and_the_verdicts_are_of_the_model_that_lies_there()
    {
        await EvaluateAsync(188);
        foreach (var file in Workspace.Files("obj/assistant/Debug").Where(file => file.StartsWith("assistant.", StringComparison.Ordinal)))
        {
            File.Delete(Workspace[$"obj/assistant/Debug/{file}"]);
        }

        Directory.Delete(Workspace[Model], recursive: true);
        var runs = await AtOnce.RunAsync(Workspace, "build", "assistant.mergeproj", "--no-restore", "-v:n", "-tl:off");

        var first = Assert.Single(runs, run => run.Output.Contains("assistant: read ", StringComparison.Ordinal));
        Assert.Contains(Judged, first.Output, StringComparison.Ordinal);
        var second = Assert.Single(runs, run => run.MergeWasSkipped);
        Assert.DoesNotContain(Judged, second.Output, StringComparison.Ordinal);
        Assert.Equal(VerdictFile.ManifestDigest(Workspace[Model]), VerdictFile.Read(Workspace[$"{Model}/{Verdicts}"]).Manifest);
    }

    [Fact]
    public async Task Of_dotnet_test_judge_once()
    {
        await EvaluateAsync(188);
        var runs = await AtOnce.RunAsync(Workspace, "test", "assistant.mergeproj", "--no-restore", "-v:n", "-tl:off");

        Assert.All(runs, run => Assert.Contains("Passed sums (math): retention 98.9 %", run.Output, StringComparison.Ordinal));
        Assert.Single(runs, run => run.Output.Contains("The gates are checked because", StringComparison.Ordinal));
    }

    [Fact]
    public async Task That_fail_let_the_next_have_the_project_and_fail_the_same_way()
    {
        await EvaluateAsync(120);
        Workspace.Write("twice.proj", """
            <Project>
              <Target Name="Build">
                <MSBuild Projects="assistant.mergeproj" Properties="Again=0" ContinueOnError="true" />
                <MSBuild Projects="assistant.mergeproj" Properties="Again=1" />
              </Target>
            </Project>
            """);
        var run = await Workspace.TryDotnetAsync("build", "twice.proj", "--no-restore", "-v:n", "-tl:off", "-m:1");

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain(AtOnce.Waits, run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Problems.Count(problem => problem.Contains("MB4210", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Refuse_to_judge_a_model_that_a_stranger_replaces_meanwhile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a shell's.");
        Workspace.Write("replace.sh", "echo >> \"$1/merge.manifest.json\"\ncp results/math.json \"$2\"\n");
        Workspace.Write("assistant.mergeproj", GatedProject.Replace("Results=\"results/{name}.json\"", "Command=\"sh replace.sh {model} {output}\"", StringComparison.Ordinal));
        await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "-t:UpdateBaselines");
        var run = await TryBuildAsync("--no-restore");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error MB4274: The model in '", Assert.Single(run.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain(Verdicts, Workspace.Files(Model));
    }
}
