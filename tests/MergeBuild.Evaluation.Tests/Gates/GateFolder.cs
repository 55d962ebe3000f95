using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Gates;

/// <summary>A folder with a parent, <c>math</c>, a merge, and the results of a harness that a gate is held on.</summary>
internal sealed class GateFolder : IDisposable
{
    public static readonly SourceLocation Place = new("x.mergeproj", 7, 5);

    public GateFolder()
    {
        foreach (var name in new[] { "math", "merge" })
        {
            Folder.Write($"{name}/config.json", $$"""{"model_type": "{{name}}"}""");
        }
    }

    public TemporaryFolder Folder { get; } = new();

    public ProjectGate Gate(ImmutableArray<GateParent> parents, IFileSystem files, params (string Name, string Value)[] metadata) => new(Suites(parents, files, metadata), new ProjectGateOptions
    {
        ProjectDirectory = Folder.Path,
        ProjectName = "assistant",
        ModelDirectory = Folder["merge"],
        BaselineDirectory = Folder["baselines"],
        CacheDirectory = Folder["cache"],
        Parents = parents,
        ApplyAdapter = _ => Folder["adapted"],
        Files = files,
    });

    public ImmutableArray<ProjectSuite> Suites(ImmutableArray<GateParent> parents, IFileSystem files, params (string Name, string Value)[] metadata) =>
        new ProjectSuites(parents, [], Folder.Path, Place).Read(
            [new ProjectItem(ProjectSuites.ItemType, "sums", [.. metadata.Select(value => new ProjectValue(value.Name, value.Value, Place))], Place)]);

    public void WriteHarness(string model, int right)
    {
        const string time = "2026-01-02T03-04-05.678901";
        var mean = (right / 40.0).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Folder.Write($"results/{model}/results_{time}.json", $$"""
            {"results": {"sums": {"alias": "sums", "exact_match,none": {{mean}}, "exact_match_stderr,none": 0.05} },
             "higher_is_better": {"sums": {"exact_match": true} }, "n-samples": {"sums": {"original": 40, "effective": 40} }, "lm_eval_version": "0.4.12"}
            """);
        Folder.Write($"results/{model}/samples_sums_{time}.jsonl", string.Join('\n', Enumerable.Range(0, 40).Select(index => $$"""
            {"doc_id": {{index}}, "target": "4", "resps": [["4"]], "filtered_resps": ["4"], "filter": "none", "metrics": ["exact_match"], "doc_hash": "d{{index}}", "prompt_hash": "p{{index}}", "target_hash": "t{{index}}", "exact_match": {{(index < right ? 1 : 0)}}.0}
            """)) + "\n");
    }

    public void Dispose() => Folder.Dispose();
}
