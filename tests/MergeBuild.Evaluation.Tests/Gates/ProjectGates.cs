using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Evaluation.Results;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Gates;

/// <summary>The gate of a project without MSBuild; that with MSBuild is in the tests of the SDK.</summary>
public sealed class ProjectGates : IDisposable
{
    private static readonly SourceLocation Place = new("x.mergeproj", 7, 5);

    private readonly TemporaryFolder _folder = new();

    public ProjectGates()
    {
        foreach (var name in new[] { "math", "merge" })
        {
            _folder.Write($"{name}/config.json", $$"""{"model_type": "{{name}}"}""");
        }
    }

    [Fact]
    public void Results_of_lm_evaluation_harness_are_held_against_each_other()
    {
        WriteHarness("math", right: 38);
        WriteHarness("merged", right: 20);
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
        _folder.Write("adapted/config.json", """{"model_type": "adapted"}""");
        WriteHarness("math", right: 38);
        Update([new GateParent("math", _folder["math"]) { Adapter = _folder["adapter"] }], ("Results", "results/{name}"), ("Parent", "math"));

        var baseline = new Evaluation.Gates.Baselines.BaselineFolder(_folder["baselines"], "assistant").Read("math", "sums");
        Assert.Equal(new ModelDigests(new FileDigests(null)).DigestOf(_folder["adapted"], TestContext.Current.CancellationToken), baseline.Model.Digest);
    }

    [Fact]
    public void A_suite_names_its_parent_unless_it_is_one_of_safety()
    {
        Refused("MB4260", () => Suites([new GateParent("math", _folder["math"])], ("Results", "r")));
        Assert.Equal("math", Suites([new GateParent("math", _folder["math"])], ("Results", "r"), ("Safety", "true")).Single().Parents.Single().Name);
    }

    [Fact]
    public void A_parent_is_not_named_like_the_accepted_merge()
    {
        WriteHarness("merged", right: 20);
        Refused("MB4203", () => Update([new GateParent("merged", _folder["math"])], ("Results", "results/{name}"), ("Parent", "merged")));
    }

    [Fact]
    public void Of_many_findings_of_one_code_the_first_are_shown_and_errors_first()
    {
        var report = new IntegrityReport("f00d", [.. Enumerable.Range(0, 12).Select(index => new IntegrityFinding("MB4253", $"opposed {index}", "math")), new IntegrityFinding("MB4241", "zero", null)]);
        var shown = report.Diagnostics("integrity.json", _ => Place).ToArray();

        Assert.Equal(["MB4241", .. Enumerable.Repeat("MB4253", 10), "MB4272"], shown.Select(diagnostic => diagnostic.Code));
        Assert.Equal("2 more tensors have the finding MB4253; 'integrity.json' lists them all.", shown[^1].Message);
    }

    [Fact]
    public void A_digest_comes_from_the_manifest_only_while_it_lists_what_is_there()
    {
        var hashed = new ModelDigests(new FileDigests(null));
        var published = new PublishedDigests(hashed);
        var actual = hashed.DigestOf(_folder["merge"], TestContext.Current.CancellationToken);
        var length = new FileInfo(_folder["merge/config.json"]).Length;
        _folder.Write("merge/merge.manifest.json", $$"""{"files": [{"name": "config.json", "length": {{length}}, "blake3": "f00d"}]}""");
        var listed = published.DigestOf(_folder["merge"], TestContext.Current.CancellationToken);
        _folder.Write("merge/model.safetensors", "x");

        Assert.NotEqual(actual, listed);
        Assert.Equal(hashed.DigestOf(_folder["merge"], TestContext.Current.CancellationToken), published.DigestOf(_folder["merge"], TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();

    private static void Refused(string code, Action act) =>
        Assert.Equal(code, Assert.Throws<MergeBuildException>(act).Diagnostics[0].Code);

    private void Update(params (string Name, string Value)[] metadata) => Update([new GateParent("math", _folder["math"])], metadata);

    private void Update(ImmutableArray<GateParent> parents, params (string Name, string Value)[] metadata) =>
        Gate(parents, metadata).UpdateBaselines(TestContext.Current.CancellationToken);

    private ProjectGate Gate(params (string Name, string Value)[] metadata) => Gate([new GateParent("math", _folder["math"])], metadata);

    private ProjectGate Gate(ImmutableArray<GateParent> parents, params (string Name, string Value)[] metadata) => new(Suites(parents, metadata), new ProjectGateOptions
    {
        ProjectDirectory = _folder.Path,
        ProjectName = "assistant",
        ModelDirectory = _folder["merge"],
        BaselineDirectory = _folder["baselines"],
        CacheDirectory = _folder["cache"],
        Parents = parents,
        ApplyAdapter = _ => _folder["adapted"],
    });

    private ImmutableArray<ProjectSuite> Suites(ImmutableArray<GateParent> parents, params (string Name, string Value)[] metadata) =>
        new ProjectSuites(parents, [], _folder.Path, Place).Read(
            [new ProjectItem(ProjectSuites.ItemType, "sums", [.. metadata.Select(value => new ProjectValue(value.Name, value.Value, Place))], Place)]);

    private void WriteHarness(string model, int right)
    {
        const string time = "2026-01-02T03-04-05.678901";
        var mean = (right / 40.0).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _folder.Write($"results/{model}/results_{time}.json", $$"""
            {"results": {"sums": {"alias": "sums", "exact_match,none": {{mean}}, "exact_match_stderr,none": 0.05} },
             "higher_is_better": {"sums": {"exact_match": true} }, "n-samples": {"sums": {"original": 40, "effective": 40} }, "lm_eval_version": "0.4.12"}
            """);
        _folder.Write($"results/{model}/samples_sums_{time}.jsonl", string.Join('\n', Enumerable.Range(0, 40).Select(index => $$"""
            {"doc_id": {{index}}, "target": "4", "resps": [["4"]], "filtered_resps": ["4"], "filter": "none", "metrics": ["exact_match"], "doc_hash": "d{{index}}", "prompt_hash": "p{{index}}", "target_hash": "t{{index}}", "exact_match": {{(index < right ? 1 : 0)}}.0}
            """)) + "\n");
    }
}
