using System.Text.Json.Nodes;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class Gates(PackedSdk sdk) : GateTest(sdk)
{
    [Fact]
    public async Task A_merge_that_keeps_its_parents_skill_passes_and_carries_its_verdicts()
    {
        await EvaluateAsync(188);
        var run = await TryBuildAsync("--no-restore");
        var first = await File.ReadAllBytesAsync(Workspace[$"{Model}/{Verdicts}"], TestContext.Current.CancellationToken);
        await Workspace.DotnetAsync("clean", "-tl:off");
        await TryBuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Problems);
        Assert.Contains("assistant: gates: 1 passed, 0 failed, 0 inconclusive; least retention 98.9 % (sums)", run.Output, StringComparison.Ordinal);
        Assert.Equal("Pass", (string?)JsonNode.Parse(first)!["gates"]!["verdicts"]![0]!["outcome"]);
        Assert.Equal(first, await File.ReadAllBytesAsync(Workspace[$"{Model}/{Verdicts}"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_merge_that_lost_a_skill_fails_at_the_line_of_the_suite_again_and_again_and_stays_published()
    {
        await EvaluateAsync(120);
        var first = await TryBuildAsync("--no-restore");
        var second = await TryBuildAsync("--no-restore");
        var pack = await Workspace.TryDotnetAsync("pack", "assistant.mergeproj", "-tl:off", "--no-build", "-c", "Debug");

        Assert.Equal(("assistant.mergeproj", 8, "error", "MB4210"), Assert.Single(Annotations(first)));
        Assert.Contains("'math' knows on the suite 'sums': retention 63.2 %, from ", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Problems, second.Problems);
        Assert.Equal((1, 1, 1), (first.ExitCode, second.ExitCode, pack.ExitCode));
        Assert.Equal(ModelFiles, Workspace.Files(Model));
    }

    [Fact]
    public async Task What_is_inconclusive_warns_in_every_build_and_fails_where_warnings_are_errors()
    {
        await EvaluateAsync(178);
        var first = await TryBuildAsync("--no-restore");
        var second = await TryBuildAsync("--no-restore");
        var strict = await TryBuildAsync("--no-restore", "-warnaserror");
        var proof = await TryBuildAsync("--no-restore", "-p:GatePolicy=ProofOfRetention");

        Assert.Equal(("assistant.mergeproj", 8, "warning", "MB4212"), Assert.Single(Annotations(first)));
        Assert.Equal(first.Problems, second.Problems);
        Assert.Equal((0, 0, 1, 1), (first.ExitCode, second.ExitCode, strict.ExitCode, proof.ExitCode));
        Assert.Equal(("error", "MB4212"), Assert.Single(Annotations(strict).Select(found => (found.Severity, found.Code))));
        Assert.Equal("MB4211", Assert.Single(Annotations(proof)).Code);
    }

    [Fact]
    public async Task What_changed_is_judged_again()
    {
        await EvaluateAsync(188);
        await TryBuildAsync("--no-restore");
        WriteResult(120);
        var worse = await TryBuildAsync("--no-restore");
        Workspace.Write("assistant.mergeproj", GatedProject.Replace("0.95", "0.5", StringComparison.Ordinal));
        var accepted = await TryBuildAsync("--no-restore");
        Workspace.Write("assistant.mergeproj", GatedProject.Replace("\"parents/prose\" Weight=\"0.5\"", "\"parents/prose\" Weight=\"0.25\"", StringComparison.Ordinal));
        var another = await TryBuildAsync("--no-restore");

        Assert.Equal(["MB4210"], Annotations(worse).Select(found => found.Code));
        Assert.Empty(accepted.Problems);
        Assert.Equal(["MB4269"], Annotations(another).Select(found => found.Code));
        Assert.DoesNotContain(Verdicts, Workspace.Files(Model));
    }

    [Fact]
    public async Task Results_that_do_not_say_which_model_they_are_of_are_a_warning_until_the_project_says_it()
    {
        await EvaluateAsync(190);
        Workspace.Write("results/merged.json", MadeResult.Of(Count, 190));
        var unknown = await TryBuildAsync("--no-restore");
        var digest = Assert.Single(unknown.Problems).Split("the digest of this merge is ")[1][..64];
        Workspace.Write("assistant.mergeproj", GatedProject.Replace("MinimumRetention", $"ModelDigest=\"{digest}\" MinimumRetention", StringComparison.Ordinal));
        var known = await TryBuildAsync("--no-restore");

        Assert.Equal("MB4270", Assert.Single(Annotations(unknown)).Code);
        Assert.Empty(known.Problems);
    }

    [Fact]
    public async Task Publish_pack_and_clean_know_the_verdicts()
    {
        await EvaluateAsync(190);
        await TryBuildAsync("--no-restore");
        await Workspace.DotnetAsync("publish", "-c", "Debug", "-o", "out", "-tl:off");
        await Workspace.DotnetAsync("pack", "-c", "Debug", "-o", "feed", "-p:Version=1.0.0", "-tl:off");
        await Workspace.DotnetAsync("clean", "-c", "Debug", "-tl:off");

        Assert.Contains(Verdicts, Workspace.Files("out"));
        Assert.Contains($"model/{Verdicts}", await Verbs.DescribeAsync(Workspace["feed/assistant.1.0.0.nupkg"]), StringComparison.Ordinal);
        Assert.Empty(Workspace.Files("bin"));
        Assert.DoesNotContain(Workspace.Files("obj"), file => file.Contains("evaluation", StringComparison.Ordinal) || file.Contains("verdicts", StringComparison.Ordinal) || file.Contains("gates", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Are_tests_of_dotnet_test()
    {
        await EvaluateAsync(188);
        var passed = await Workspace.TryDotnetAsync("test", "assistant.mergeproj", "-tl:off");
        WriteResult(120);
        var failed = await Workspace.TryDotnetAsync("test", "assistant.mergeproj", "-tl:off");
        var again = await Workspace.TryDotnetAsync("test", "assistant.mergeproj", "-tl:off", "--no-build");

        Assert.Equal((0, 1, 1), (passed.ExitCode, failed.ExitCode, again.ExitCode));
        Assert.Contains("Passed sums (math): retention 98.9 %", passed.Output, StringComparison.Ordinal);
        Assert.Contains("Passed!  - Failed: 0, Passed: 1, Skipped: 0, Total: 1 - assistant", passed.Output, StringComparison.Ordinal);
        Assert.All([failed, again], run =>
        {
            Assert.Contains("Failed sums (math): retention 63.2 %", run.Output, StringComparison.Ordinal);
            Assert.Contains("Failed!  - Failed: 1, Passed: 0, Skipped: 0, Total: 1 - assistant", run.Output, StringComparison.Ordinal);
            Assert.Contains("MB4210", run.Output, StringComparison.Ordinal);
        });
    }
}
