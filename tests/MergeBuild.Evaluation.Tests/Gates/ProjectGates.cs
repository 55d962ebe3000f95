using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Evaluation.Results;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Gates;

/// <summary>The gate of a project without MSBuild; that with MSBuild is in the tests of the SDK.</summary>
public sealed class ProjectGates : IDisposable
{
    private readonly GateFolder _gates = new();

    private TemporaryFolder Folder => _gates.Folder;

    [Fact]
    public void Results_of_lm_evaluation_harness_are_held_against_each_other()
    {
        _gates.WriteHarness("math", right: 38);
        _gates.WriteHarness("merged", right: 20);
        var gate = Gate(("Results", "results/{name}"), ("Parent", "math"));
        gate.UpdateBaselines(TestContext.Current.CancellationToken);
        var report = gate.Judge(cancellation: TestContext.Current.CancellationToken).Report;

        var verdict = Assert.Single(report.Verdicts);
        Assert.Equal((GateOutcome.Fail, "exact_match", 38.0 / 40, 20.0 / 40), (verdict.Outcome, verdict.Metric, verdict.ParentScore, verdict.MergedScore));
        Assert.Equal(["MB4270"], gate.Warnings.Select(warning => warning.Code));
        Assert.Same(report, gate.Judge(report, TestContext.Current.CancellationToken).Report);
    }

    [Fact]
    public void Results_without_a_name_are_none_of_a_parent() => Refused("MB4268", () => Update(("Results", "results/merged"), ("Parent", "math")));

    [Fact]
    public void Results_that_are_not_there_are_an_error() => Refused("MB4267", () => Update(("Results", "results/{name}"), ("Parent", "math")));

    [Fact]
    public void A_parent_with_an_adapter_is_the_model_that_both_give()
    {
        Folder.Write("adapted/config.json", """{"model_type": "adapted"}""");
        _gates.WriteHarness("math", right: 38);
        Update([new GateParent("math", Folder["math"]) { Adapter = Folder["adapter"] }], ("Results", "results/{name}"), ("Parent", "math"));

        var baseline = new Evaluation.Gates.Baselines.BaselineFolder(Folder["baselines"], "assistant").Read("math", "sums");
        Assert.Equal(new ModelDigests(new FileDigests(null)).DigestOf(Folder["adapted"], TestContext.Current.CancellationToken), baseline.Model.Digest);
    }

    [Fact]
    public void A_suite_names_its_parent_unless_it_is_one_of_safety()
    {
        Refused("MB4260", () => _gates.Suites([new GateParent("math", Folder["math"])], PhysicalFileSystem.Instance, ("Results", "r")));
        Assert.Equal("math", _gates.Suites([new GateParent("math", Folder["math"])], PhysicalFileSystem.Instance, ("Results", "r"), ("Safety", "true")).Single().Parents.Single().Name);
    }

    [Fact]
    public void A_parent_is_not_named_like_the_accepted_merge()
    {
        _gates.WriteHarness("merged", right: 20);
        Refused("MB4203", () => Update([new GateParent("merged", Folder["math"])], ("Results", "results/{name}"), ("Parent", "merged")));
    }

    [Fact]
    public void Of_many_findings_of_one_code_the_first_are_shown_and_errors_first()
    {
        var report = new IntegrityReport("f00d", [.. Enumerable.Range(0, 12).Select(index => new IntegrityFinding("MB4253", $"opposed {index}", "math")), new IntegrityFinding("MB4241", "zero", null)]);
        var shown = report.Diagnostics("integrity.json", _ => GateFolder.Place).ToArray();

        Assert.Equal(["MB4241", .. Enumerable.Repeat("MB4253", 10), "MB4272"], shown.Select(diagnostic => diagnostic.Code));
        Assert.Equal("2 more tensors have the finding MB4253; 'integrity.json' lists them all.", shown[^1].Message);
    }

    [Fact]
    public void A_digest_comes_from_the_manifest_only_while_it_lists_what_is_there()
    {
        var hashed = new ModelDigests(new FileDigests(null));
        var published = new PublishedDigests(hashed);
        var actual = hashed.DigestOf(Folder["merge"], TestContext.Current.CancellationToken);
        var length = new FileInfo(Folder["merge/config.json"]).Length;
        Folder.Write("merge/merge.manifest.json", $$"""{"files": [{"name": "config.json", "length": {{length}}, "blake3": "f00d"}]}""");
        var listed = published.DigestOf(Folder["merge"], TestContext.Current.CancellationToken);
        Folder.Write("merge/model.safetensors", "x");

        Assert.NotEqual(actual, listed);
        Assert.Equal(hashed.DigestOf(Folder["merge"], TestContext.Current.CancellationToken), published.DigestOf(Folder["merge"], TestContext.Current.CancellationToken));
    }

    public void Dispose() => _gates.Dispose();

    private static void Refused(string code, Action act) =>
        Assert.Equal(code, Assert.Throws<MergeBuildException>(act).Diagnostics[0].Code);

    private void Update(params (string Name, string Value)[] metadata) => Update([new GateParent("math", Folder["math"])], metadata);

    private void Update(ImmutableArray<GateParent> parents, params (string Name, string Value)[] metadata) =>
        Gate(parents, metadata).UpdateBaselines(TestContext.Current.CancellationToken);

    private ProjectGate Gate(params (string Name, string Value)[] metadata) => Gate([new GateParent("math", Folder["math"])], metadata);

    private ProjectGate Gate(ImmutableArray<GateParent> parents, params (string Name, string Value)[] metadata) => _gates.Gate(parents, PhysicalFileSystem.Instance, metadata);
}
