using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tests.Running;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Evaluation.Tests.Faults;

/// <summary>What earlier evaluations left only saves work; whatever is wrong with it, the result has the same bytes.</summary>
public sealed class DamagedCaches : IDisposable
{
    private const int Count = 20;
    private static readonly Dictionary<string, string> Answers = Enumerable.Range(0, Count).ToDictionary(index => $"p{index}=", index => index % 3 == 0 ? "x\n" : $"{index}\n");

    private readonly EvaluationFolder _folder = new();

    private EvaluationSuite Suite => _folder.Suite([.. Enumerable.Range(0, Count).Select(index => $$"""{"id": "e{{index}}", "prompt": "p{{index}}=", "answer": "{{index}}\n"}""")]);

    [Fact]
    public void A_result_is_believed_whole_or_not_at_all()
    {
        var (expected, _) = Evaluate();
        var file = Directory.GetFiles(_folder.Folder["cache"]).Single();
        var intact = File.ReadAllBytes(file);
        foreach (var damaged in Damage.Of(intact, seed: 1, count: 60))
        {
            File.WriteAllBytes(file, damaged);
            var (bytes, scored) = Evaluate();
            Assert.Equal(expected, bytes);
            Assert.Equal(Count, scored);
            Assert.Equal(intact, File.ReadAllBytes(file));
        }
    }

    [Fact]
    public void A_journal_is_believed_line_by_line()
    {
        var (expected, _) = Evaluate();
        File.Delete(Directory.GetFiles(_folder.Folder["cache"]).Single());
        Assert.Throws<OperationCanceledException>(() => Evaluate(stopAfter: 4));
        var (name, intact) = Directory.GetFiles(_folder.Folder["cache"]).Select(path => (path, File.ReadAllBytes(path))).Single();
        var taken = 0;
        foreach (var damaged in Damage.Of(intact, seed: 2, count: 60))
        {
            Array.ForEach(Directory.GetFiles(_folder.Folder["cache"]), File.Delete);
            File.WriteAllBytes(name, damaged);
            var (bytes, scored) = Evaluate();
            Assert.Equal(expected, bytes);
            taken += Count - scored;
        }

        Assert.True(taken > 0, "No line of any damaged journal was taken over.");
    }

    [Fact]
    public void A_digest_is_believed_only_under_its_seal()
    {
        var weights = _folder.Folder.Write("weights", "of a model");
        File.SetLastWriteTimeUtc(weights, DateTime.UtcNow.AddHours(-1));
        Thread.Sleep(50);
        var expected = Digest(weights);
        var file = _folder.Folder["digests/file-digests.json"];
        foreach (var damaged in Damage.Of(File.ReadAllBytes(file), seed: 3, count: 300))
        {
            File.WriteAllBytes(file, damaged);
            Assert.Equal(expected, Digest(weights));
        }
    }

    [Fact]
    public async Task Evaluations_of_the_same_at_the_same_time_give_the_same_bytes()
    {
        var suite = Suite;
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Evaluate(suite), TestContext.Current.CancellationToken)));
        Assert.All(results, result => Assert.Equal(results[0].Bytes, result.Bytes));
        Assert.Single(Directory.GetFiles(_folder.Folder["cache"]));
    }

    public void Dispose() => _folder.Dispose();

    private string Digest(string path)
    {
        var digests = new FileDigests(_folder.Folder["digests"]);
        var digest = digests.DigestOf(path, TestContext.Current.CancellationToken);
        digests.Save();
        return digest;
    }

    private (string Bytes, int Scored) Evaluate(int stopAfter = int.MaxValue) => Evaluate(Suite, stopAfter);

    private (string Bytes, int Scored) Evaluate(EvaluationSuite suite, int stopAfter = int.MaxValue)
    {
        var left = stopAfter;
        var model = new TableModel(new CharacterTokenizer(), Answers)
        {
            BeforeBatch = () => _ = left-- == 0 ? throw new OperationCanceledException() : 0,
        };
        var result = EvaluationFolder.Evaluate(suite, model, batchSize: 2, cache: _folder.Cache);
        return (System.Text.Encoding.UTF8.GetString(EvaluationResultJson.Write(result)), model.ScoredCount);
    }
}
