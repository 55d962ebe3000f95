using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class CommittedBaselines(PackedSdk sdk) : GateTest(sdk)
{
    private const string Baseline = "baselines/math/sums.json";

    [Fact]
    public async Task That_are_missing_or_stale_are_errors_that_UpdateBaselines_mends_and_it_makes_no_others()
    {
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");
        WriteSuites();
        var missing = await TryBuildAsync("--no-restore");
        var made = await UpdateAsync();
        WriteMerged();
        var right = await TryBuildAsync("--no-restore");
        Parent.Write(Workspace["parents/math"], 3);
        var stale = await TryBuildAsync("--no-restore");
        var refreshed = await UpdateAsync();
        var nothing = await UpdateAsync();
        await File.WriteAllTextAsync(Workspace[Baseline], "<<<<<<< ours", TestContext.Current.CancellationToken);
        var damaged = await UpdateAsync();

        Assert.Equal(["MB4200", "MB4200"], Annotations(missing).Select(found => found.Code));
        Assert.Contains("assistant -> ", missing.Output, StringComparison.Ordinal);
        Assert.Contains("assistant: 2 of its baselines changed.", made.Output, StringComparison.Ordinal);
        Assert.Empty(right.Problems);
        Assert.Equal([("assistant.mergeproj", 8, "error", "MB4202")], Annotations(stale));
        Assert.Contains("the model changed (", stale.Output, StringComparison.Ordinal);
        Assert.Contains($"assistant: {Baseline}: The baseline", refreshed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("baselines/prose/", refreshed.Output, StringComparison.Ordinal);
        Assert.Contains("assistant: 0 of its baselines changed.", nothing.Output, StringComparison.Ordinal);
        Assert.Contains("is not valid", damaged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_accepted_merge_gate_on_request()
    {
        await EvaluateAsync(190);
        var before = await TryBuildAsync("--no-restore", "-p:GateAgainstAccepted=true");
        var accepted = await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-t:AcceptMerge");
        var same = await TryBuildAsync("--no-restore", "-p:GateAgainstAccepted=true");
        WriteResult(120);
        Workspace.Write("assistant.mergeproj", GatedProject.Replace("0.95", "0.6", StringComparison.Ordinal));
        var tolerated = await TryBuildAsync("--no-restore");
        Workspace.Write("assistant.mergeproj", GatedProject);
        var worse = await TryBuildAsync("--no-restore", "-p:GateAgainstAccepted=true");

        Assert.Equal("MB4200", Assert.Single(Annotations(before)).Code);
        Assert.Contains("assistant: baselines/merged/assistant/sums.json: the merge was accepted", accepted.Output, StringComparison.Ordinal);
        Assert.Empty(same.Problems);
        Assert.Equal(0, tolerated.ExitCode);
        Assert.Equal(2, worse.Problems.Count(line => line.Contains("MB4210", StringComparison.Ordinal)));
        Assert.Contains("lost what 'the accepted merge' knows", worse.Output, StringComparison.Ordinal);
    }

    private Task<DotnetRun> UpdateAsync() => Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-t:UpdateBaselines");

    private void WriteSuites()
    {
        Workspace.Write("assistant.mergeproj", GatedProject.Replace("  </ItemGroup>", """
              <EvaluationSuite Include="words" Parent="prose" Results="results/{name}.json" />
              </ItemGroup>
            """, StringComparison.Ordinal));
        Workspace.Write("results/prose.json", MadeResult.Of(Count, 190));
    }

    private void WriteMerged() => WriteResult(190);
}
