using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Evaluation.Harness;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Evaluation.Results;
using MergeBuild.Packaging;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>What evaluators and gates leave.</summary>
internal static class ResultFormats
{
    private const string Harness = """
        {"results":{"tiny":{"alias":" - tiny","exact_match,strict-match":0.5,"exact_match_stderr,strict-match":0.5,"acc,none":NaN,"sample_len":2}},
        "groups":{"both":{"alias":"both","acc,none":0.4}},"group_subtasks":{"both":["tiny"]},"higher_is_better":{"tiny":{"exact_match":true}},"versions":{"tiny":3.0},
        "n-shot":{"tiny":5},"n-samples":{"tiny":{"original":100,"effective":1}},"config":{"model":"hf","limit":2.0},"task_hashes":{"tiny":"abc"},"model_name":"some/model","lm_eval_version":"0.4.12"}
        """;

    private const string HarnessSample = """
        {"doc_id":0,"target":"4","resps":[["it is 5"]],"filtered_resps":"5","filter":"strict-match","metrics":["exact_match"],"doc_hash":"d0","prompt_hash":"p0","target_hash":"t0","exact_match":0.0}
        """;

    private const string Effects = """
        {"schemaVersion":1,"suites":[{"suite":"math","metric":"exact_match","score":0.5}],"parents":["math","prose"],
        "matrix":[{"parent":"math","suite":"math","effect":0.25,"lower":0.1,"upper":0.4},{"parent":"prose","suite":"math","effect":-0.1}],
        "pairs":[],"tensors":[],"culprit":[],"limited":false,"work":{"merges":2,"bytesMerged":1,"bytesReused":0,"evaluations":2,"evaluationsReused":0}}
        """;

    /// <summary>A result with a value for everything that results can have.</summary>
    public static EvaluationResult Result { get; } = new()
    {
        Evaluator = EvaluationResult.ThisEvaluator,
        Model = new ModelIdentity("m", "0123456789abcdef"),
        Suite = new SuiteIdentity("math", "generation", "0123456789abcdef", 2),
        Settings = new JsonObject { ["fewShot"] = 0, ["stop"] = new JsonArray("\n") },
        Metrics = [new MetricResult { Name = "exact_match", Filter = "strict", Value = 0.5, StandardError = 0.25, Count = 2, HigherIsBetter = true }],
        Calibration = [new ReliabilityBin(0, 0.1, 2, 0.05, 0.5)],
        Examples =
        [
            new ExampleResult
            {
                Id = "e1", Digest = "0123456789abcdef01", PromptDigest = "0123456789abcdef02", Filter = "strict", Cluster = "c", Tags = ["easy"], Label = 1, Predicted = 0,
                Values = ImmutableSortedDictionary<string, double>.Empty.Add("exact_match", 0), Output = "it is 4", Extracted = "4", LogProbability = -1.5, IsGreedy = true,
                LogProbabilities = [-1.5, -0.5], Tokens = 3, Words = 2, Bytes = 9,
            },
            new ExampleResult { Id = "e2", Values = ImmutableSortedDictionary<string, double>.Empty.Add("exact_match", 1) },
        ],
    };

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        yield return folder.Format("result", "result.json", [EvaluationResultJson.Write(Result)], () => EvaluationResultJson.ReadFile(folder["result.json"]));
        yield return folder.Format("baseline", "baselines/math/sums.json",
        [
            BaselineJson.Write(Result), BaselineJson.Write(Result with { Suite = Result.Suite with { Kind = "perplexity" } }), BaselineJson.Write(Result with { Examples = [] }),
        ], () => new BaselineFolder(folder["baselines"], "assistant").Read("math", "sums"));
        yield return HarnessOf(folder, "harness", "harness/results_2026-01-02T03-04-05.678901.json", Harness);
        yield return HarnessOf(folder, "harness-samples", "harness-samples/samples_tiny_2026-01-02T03-04-05.678901.jsonl", HarnessSample);
        yield return folder.Format("command-output", "output-of-command.json", [EvaluationResultJson.Write(Result)], () =>
            FuzzFolder.Found(CommandOutput.Read(folder["output-of-command.json"], null, PhysicalFileSystem.Instance)));
        yield return folder.Format("effects", "effects.json", [FuzzFolder.Bytes(Effects)], () => ParentEffects.Read(folder["effects.json"]));

        var verdicts = FuzzFolder.Sample("tests/MergeBuild.Cli.Tests/verdicts.json");
        folder.Write("verdicts.json", verdicts);
        new VerdictFile("0123456789abcdef", new IntegrityReport("0123456789abcdef", [new IntegrityFinding("MB4230", "a layer is foreign", "math")]), StoredReport.Read(folder["verdicts.json"], "m").Gates)
            .Write(folder["judged/" + VerdictFile.FileName]);
        var whole = folder.Read("judged/" + VerdictFile.FileName);
        yield return folder.Format("verdicts", "verdicts.json", [verdicts, whole], () => StoredReport.Read(folder["verdicts.json"], "model"));
        yield return folder.OfModel("verdict-file", "judged/" + VerdictFile.FileName, [whole], () =>
        {
            VerdictFile.Read(folder["judged/" + VerdictFile.FileName]);
            GateResults.Read(folder["judged"], PhysicalFileSystem.Instance);
        });
    }

    private static FuzzFormat HarnessOf(FuzzFolder folder, string name, string file, string seed)
    {
        folder.Write($"{name}/results_2026-01-02T03-04-05.678901.json", Harness);
        folder.Write($"{name}/samples_tiny_2026-01-02T03-04-05.678901.jsonl", HarnessSample);
        return folder.Format(name, file, [FuzzFolder.Bytes(seed)], () =>
        {
            var read = HarnessResults.Read(folder[$"{name}/results_2026-01-02T03-04-05.678901.json"]);
            foreach (var task in read.Tasks)
            {
                read.Task(task, withSamples: task == "tiny");
            }
        });
    }
}
