using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class ReadBudgets : MergeTest
{
    public ReadBudgets(PackedSdk sdk)
        : base(sdk)
    {
        Parent.Write(Workspace["parents/base"], 0);
        Workspace.Write("assistant.mergeproj", Project
            .Replace("linear</MergeMethod>", "task_arithmetic</MergeMethod>\n    <GateIntegrity>false</GateIntegrity>", StringComparison.Ordinal)
            .Replace("<Expert Include=\"parents/math\"", "<BaseModel Include=\"parents/base\" />\n    <Expert Include=\"parents/math\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Need_an_analysis_then_warn_in_every_build_until_they_are_given_up()
    {
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");
        string[] build = ["build", "assistant.mergeproj", "-v:n", "-tl:off", "--no-restore"];
        string[] budget = ["-p:MergeReadBudget=9000"];
        var before = await Workspace.TryDotnetAsync([.. build, .. budget]);
        var analysis = await Workspace.DotnetAsync([.. build, "-t:AnalyzeParents"]);
        var first = await Workspace.DotnetAsync([.. build, .. budget]);
        var second = await Workspace.DotnetAsync([.. build, .. budget]);
        var full = await Workspace.DotnetAsync(build);
        var wrong = await Workspace.TryDotnetAsync([.. build, "-p:MergeReadBudget=some"]);

        Assert.Equal((1, "MB3054"), (before.ExitCode, Assert.Single(before.Problems.Select(line => ProblemMatcher.Read(line)!.Code))));
        Assert.Contains("analysed 12 of 12 blocks", analysis.Output, StringComparison.Ordinal);
        Assert.Equal(("MB3050", "warning"), Assert.Single(first.Problems.Select(line => (ProblemMatcher.Read(line)!.Code, ProblemMatcher.Read(line)!.Severity))));
        Assert.True(second.MergeWasSkipped);
        Assert.Equal(first.Problems, second.Problems);
        Assert.False(full.MergeWasSkipped);
        Assert.Empty(full.Problems);
        Assert.Equal((1, "MB3056"), (wrong.ExitCode, Assert.Single(wrong.Problems.Select(line => ProblemMatcher.Read(line)!.Code))));
    }
}
