using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Tests.Gates;
using MergeBuild.Evaluation.Tests.Running;
using MergeBuild.Testing.Faults;
using MergeBuild.Testing.Models;

namespace MergeBuild.Evaluation.Tests.Faults;

/// <summary>Wherever the disk fails: one diagnostic of the file, nothing torn, and the next time all is as if nothing had been.</summary>
public sealed class FailingDisks
{
    public static TheoryData<FileOperation, FaultDuration> Faults => [.. EveryFault.Kinds];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Leave_the_verdicts_of_a_gate_old_or_whole(FileOperation operation, FaultDuration duration)
    {
        using var gates = new GateFolder();
        var path = gates.Folder["obj/verdicts.json"];
        gates.Folder.Write("merge/merge.manifest.json", "{}");
        gates.WriteHarness("math", right: 38);
        gates.WriteHarness("merged", right: 20);
        Judge(gates, PhysicalFileSystem.Instance, path);
        var expected = File.ReadAllBytes(path);
        EveryFault.Of(operation, duration, files =>
        {
            File.Delete(path);
            Clear(gates.Folder["cache"]);
            Judge(gates, files, path);
        }, failure =>
        {
            AssertWhole(path, expected, failure);
            Judge(gates, PhysicalFileSystem.Instance, path);
            Assert.Equal(expected, File.ReadAllBytes(path));
        });
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Leave_a_baseline_old_or_whole(FileOperation operation, FaultDuration duration)
    {
        using var gates = new GateFolder();
        var path = gates.Folder["baselines/math/sums.json"];
        gates.WriteHarness("math", right: 38);
        Update(gates, PhysicalFileSystem.Instance);
        var expected = File.ReadAllBytes(path);
        EveryFault.Of(operation, duration, files =>
        {
            File.Delete(path);
            Update(gates, files);
        }, failure =>
        {
            AssertWhole(path, expected, failure);
            Update(gates, PhysicalFileSystem.Instance);
            Assert.Equal(expected, File.ReadAllBytes(path));
        });
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Leave_results_in_the_cache_that_are_whole_or_none(FileOperation operation, FaultDuration duration)
    {
        using var folder = new EvaluationFolder();
        var suite = folder.Suite("""{"id": "a", "prompt": "1+1=", "answer": "2\n"}""", """{"id": "b", "prompt": "1+2=", "answer": "3\n"}""");
        var expected = Evaluate(PhysicalFileSystem.Instance);
        EveryFault.Of(operation, duration, files =>
        {
            Clear(folder.Folder["cache"]);
            Assert.Equal(expected, Evaluate(files));
        }, failure => Assert.Equal(expected, Evaluate(PhysicalFileSystem.Instance)));

        byte[] Evaluate(IFileSystem files) => EvaluationResultJson.Write(EvaluationFolder.Evaluate(
            suite, new TableModel(new CharacterTokenizer(), new Dictionary<string, string> { ["1+1="] = "2\n", ["1+2="] = "4\n" }), cache: new ResultCache(folder.Folder["cache"], files)));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Leave_findings_in_the_weights_old_or_whole(FileOperation operation, FaultDuration duration)
    {
        using var gates = new GateFolder();
        TinyLlama.Of(1, 1).WriteTo(gates.Folder["a"]);
        TinyLlama.Of(1, 2).WriteTo(gates.Folder["merged"]);
        gates.Folder.Write("merged/merge.manifest.json", "{}");
        var path = gates.Folder["obj/integrity.json"];
        Check(PhysicalFileSystem.Instance);
        var expected = File.ReadAllBytes(path);
        EveryFault.Of(operation, duration, files =>
        {
            File.Delete(path);
            Check(files);
        }, failure =>
        {
            AssertWhole(path, expected, failure);
            Check(PhysicalFileSystem.Instance);
            Assert.Equal(expected, File.ReadAllBytes(path));
        });

        void Check(IFileSystem files) => IntegrityCheck.Run(
            gates.Folder["merged"], [new GateParent("a", gates.Folder["a"])], path, threads: 1, files, cancellation: TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(509)]
    public void That_deliver_little_at_a_time_change_no_verdict(int longestRead)
    {
        using var gates = new GateFolder();
        gates.Folder.Write("merge/merge.manifest.json", "{}");
        gates.WriteHarness("math", right: 38);
        gates.WriteHarness("merged", right: 20);
        Judge(gates, PhysicalFileSystem.Instance, gates.Folder["verdicts.json"]);
        Clear(gates.Folder["cache"]);
        Judge(gates, new FaultyFileSystem { LongestRead = longestRead }, gates.Folder["other.json"]);
        Assert.Equal(File.ReadAllBytes(gates.Folder["verdicts.json"]), File.ReadAllBytes(gates.Folder["other.json"]));
    }

    private static void Update(GateFolder gates, IFileSystem files) => Gate(gates, files).UpdateBaselines(TestContext.Current.CancellationToken);

    private static void Judge(GateFolder gates, IFileSystem files, string path)
    {
        Update(gates, PhysicalFileSystem.Instance);
        var report = Gate(gates, files).Judge(cancellation: TestContext.Current.CancellationToken).Report;
        new VerdictFile(VerdictFile.ManifestDigest(gates.Folder["merge"], files), null, report).Write(path, files);
    }

    private static ProjectGate Gate(GateFolder gates, IFileSystem files) =>
        gates.Gate([new GateParent("math", gates.Folder["math"])], files, ("Results", "results/{name}"), ("Parent", "math"));

    private static void AssertWhole(string path, byte[] expected, MergeBuildException? failure)
    {
        if (failure is null || File.Exists(path))
        {
            Assert.Equal(expected, File.ReadAllBytes(path));
        }

        Assert.True(failure is null || failure.Diagnostics.Length == 1, failure?.Message);
    }

    private static void Clear(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
