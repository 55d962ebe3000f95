namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>
/// A merge project with one suite, whose results come from files: 190 of 200 answers of the parent <c>math</c> are right, and as
/// many of the merge as a test says.
/// </summary>
public abstract class GateTest : MergeTest
{
    protected const int Count = 200;

    protected const string GatedProject = """
        <Project Sdk="MergeBuild.Sdk">
          <PropertyGroup>
            <MergeMethod>linear</MergeMethod>
          </PropertyGroup>
          <ItemGroup>
            <Expert Include="parents/math" Weight="0.5" />
            <Expert Include="parents/prose" Weight="0.5" />
            <EvaluationSuite Include="sums" Parent="math" Results="results/{name}.json" MinimumRetention="0.95" />
          </ItemGroup>
        </Project>
        """;

    protected GateTest(PackedSdk sdk)
        : base(sdk)
    {
        Workspace.Write("assistant.mergeproj", GatedProject);
        Workspace.Write("results/math.json", MadeResult.Of(Count, 190));
    }

    /// <summary>Builds quietly, however the build ends.</summary>
    protected Task<DotnetRun> TryBuildAsync(params string[] arguments) =>
        Workspace.TryDotnetAsync(["build", "assistant.mergeproj", "-tl:off", .. arguments]);

    /// <summary>Makes baselines and a merge, and states that the merge's results are of it.</summary>
    protected async Task EvaluateAsync(int right)
    {
        await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "-t:UpdateBaselines");
        await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-p:GateOnBuild=false");
        WriteResult(right);
    }

    /// <summary>Writes the results of the merge that lies in the output.</summary>
    protected void WriteResult(int right) => Workspace.Write("results/merged.json", MadeResult.Of(
        Count, right, new Evaluation.Results.ModelDigests(new Evaluation.Results.FileDigests(null)).DigestOf(Workspace[Model], TestContext.Current.CancellationToken)));

    /// <summary>What GitHub would show of a run: place, severity, code.</summary>
    protected static IEnumerable<(string File, int Line, string Severity, string Code)> Annotations(DotnetRun run) =>
        run.Problems.Select(line => ProblemMatcher.Read(line) ?? throw new InvalidOperationException($"GitHub shows nothing for: {line}"))
            .Select(found => (found.File, found.Line, found.Severity, found.Code));
}
