using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class Warnings : MergeTest
{
    private const string Code = "MB2076";

    public Warnings(PackedSdk sdk)
        : base(sdk)
    {
        foreach (var name in new[] { "math", "prose" })
        {
            Parent.Model(1).With("model.extra.weight", DType.F32, [1], 1).WriteTo(Workspace[$"parents/{name}"]);
        }
    }

    [Fact]
    public async Task A_build_with_nothing_to_do_says_them_again()
    {
        var first = await BuildAsync();
        var second = await BuildAsync("--no-restore");

        var warning = Assert.Single(first.Problems.Select(ProblemMatcher.Read));
        Assert.Equal((Code, "warning", "assistant.mergeproj"), (warning!.Code, warning.Severity, warning.File));
        Assert.True(second.MergeWasSkipped);
        Assert.Equal(first.Problems, second.Problems);
    }

    [Fact]
    public async Task They_can_be_made_errors_and_silenced()
    {
        string[] build = ["build", "assistant.mergeproj", "-tl:off", "--no-restore"];
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");
        var strict = await Workspace.TryDotnetAsync([.. build, "-p:TreatWarningsAsErrors=true"]);
        var strictAgain = await Workspace.TryDotnetAsync([.. build, "-p:TreatWarningsAsErrors=true"]);
        var silent = await Workspace.DotnetAsync([.. build, $"-p:NoWarn={Code}"]);

        Assert.All([strict, strictAgain], run =>
        {
            Assert.Equal(1, run.ExitCode);
            Assert.Equal((Code, "error"), Assert.Single(run.Problems.Select(line => (ProblemMatcher.Read(line)!.Code, ProblemMatcher.Read(line)!.Severity))));
        });
        Assert.Empty(silent.Problems);
    }
}
