using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Harness;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Evaluation.Results;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Store;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Locks;
using MergeBuild.Packaging.Reproduction;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>What builds and other tools leave: manifests, ledgers, stores, locks, results, verdicts.</summary>
internal static class BuildFormats
{
    private const int GroupLength = 16 * 1024;

    private const string Harness = """
        {"results":{"tiny":{"alias":" - tiny","exact_match,strict-match":0.5,"exact_match_stderr,strict-match":0.5,"acc,none":NaN,"sample_len":2}},
        "groups":{"both":{"alias":"both","acc,none":0.4}},"group_subtasks":{"both":["tiny"]},"higher_is_better":{"tiny":{"exact_match":true}},"versions":{"tiny":3.0},
        "n-shot":{"tiny":5},"n-samples":{"tiny":{"original":100,"effective":1}},"config":{"model":"hf","limit":2.0},"task_hashes":{"tiny":"abc"},"model_name":"some/model","lm_eval_version":"0.4.12"}
        """;

    private const string HarnessSample = """
        {"doc_id":0,"target":"4","resps":[["it is 5"]],"filtered_resps":["5"],"filter":"strict-match","metrics":["exact_match"],"doc_hash":"d0","prompt_hash":"p0","target_hash":"t0","exact_match":0.0}
        """;

    private const string Result = """
        {"schemaVersion":1,"evaluator":"mergebuild 0.1.0","model":{"name":"m","digest":"d"},"suite":{"name":"math","kind":"generation","digest":"e","examples":1},"settings":{"fewShot":0},
        "metrics":[{"name":"exact_match","filter":null,"value":1,"standardError":0,"count":1,"higherIsBetter":true}],"examples":[{"id":"e1","digest":"0f","values":{"exact_match":1}}]}
        """;

    private const string Lock = """
        {"version":1,"parents":[{"kind":"hub","source":"acme/model","requested":"main","resolved":"0123456789abcdef0123456789abcdef01234567",
        "files":[{"name":"config.json","length":2,"sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]}]}
        """;

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        var files = PhysicalFileSystem.Instance;
        yield return new FuzzFormat("manifest", [folder.Read("output/" + MergeManifest.FileName)], content =>
        {
            folder.Write("output/" + MergeManifest.FileName, content);
            ManifestVerification.Run(folder["output"]);
        });
        yield return new FuzzFormat("reproduced-manifest", [folder.Read("output/" + MergeManifest.FileName)], content => MergePlanner.Check(StatedMerge.Parse(content, "manifest").Recipe));
        yield return Sealed("ledger", folder.Read("merge.ledger"), content => LedgerFormat.Read(folder.Write("fuzzed.ledger", content), null, files));
        NormAnalysis.Run(MergePlanner.Plan(YamlRecipe.Read(folder["recipe.yml"], null)), folder["norms"], new ReadingOptions { Threads = 1 });
        yield return Sealed("norms", folder.Read("norms"), content => NormsFormat.Read(folder.Write("fuzzed.norms", content), files));
        var tree = StoredTree.Write(new HashTree(40_000, GroupLength));
        yield return new FuzzFormat("store-tree", [tree], content => StoredTree.Read(content, 40_000, GroupLength))
        {
            Inner = [tree[..^Blake3Digest.Length]], Frame = inner => [.. inner, .. Encoded(Blake3.Hash(inner))],
        };
        yield return new FuzzFormat("store-object", [new byte[100 + Blake3Digest.Length]], content =>
            StoredObject.Open(folder.Write("object", content), 100, GroupLength, files, CancellationToken.None)?.Dispose());
        yield return new FuzzFormat("lock", [Bytes(Lock)], content => MergeLockFile.Read(folder.Write("merge.lock.json", content), files));
        yield return new FuzzFormat("verdicts", [FuzzFolder.Sample("tests/MergeBuild.Cli.Tests/verdicts.json")], content =>
            StoredReport.Read(folder.Write("verdicts.json", content), "model"));
        yield return new FuzzFormat("result", [Bytes(Result)], content => EvaluationResultJson.ReadFile(folder.Write("result.json", content))) { MayRefuseSeeds = true };
        yield return new FuzzFormat("baseline", [Bytes(Result)], content =>
        {
            var path = folder.Write("baseline.json", content);
            BaselineJson.Read(JsonFile.ReadObject(files, path, DiagnosticTable.BaselineInvalid), path);
        }) { MayRefuseSeeds = true };
        yield return HarnessOf(folder, "harness", [Bytes(Harness)], content => (content, Bytes(HarnessSample)));
        yield return HarnessOf(folder, "harness-samples", [Bytes(HarnessSample)], content => (Bytes(Harness), content));
    }

    private static FuzzFormat HarnessOf(FuzzFolder folder, string name, byte[][] seeds, Func<byte[], (byte[] Results, byte[] Samples)> files) => new(name, seeds, content =>
    {
        var (results, samples) = files(content);
        var path = folder.Write("harness/results_2026-01-02T03-04-05.678901.json", results);
        folder.Write("harness/samples_tiny_2026-01-02T03-04-05.678901.jsonl", samples);
        var read = HarnessResults.Read(path);
        foreach (var task in read.Tasks)
        {
            read.Task(task, withSamples: task == "tiny");
        }
    });

    private static FuzzFormat Sealed(string name, byte[] intact, Action<byte[]> read) => new(name, [intact], read)
    {
        Inner = [intact[..^System.Security.Cryptography.SHA256.HashSizeInBytes]], Frame = FuzzFolder.Seal,
    };

    private static byte[] Encoded(Blake3Digest digest)
    {
        var bytes = new byte[Blake3Digest.Length];
        digest.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
