using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Tests.Running;

public sealed class CachedAndResumed : IDisposable
{
    private static readonly Dictionary<string, string> Answers = Enumerable.Range(0, 40).ToDictionary(index => $"p{index}=", index => index % 3 == 0 ? "x\n" : $"{index}\n");

    private readonly EvaluationFolder _folder = new();

    private EvaluationSuite Suite => _folder.Suite([.. Enumerable.Range(0, 40).Select(index => $$"""{"id": "e{{index}}", "prompt": "p{{index}}=", "answer": "{{index}}\n"}""")]);

    [Fact]
    public void The_same_evaluation_is_not_run_again()
    {
        var first = Evaluate(new TableModel(new CharacterTokenizer(), Answers));
        var unused = new TableModel(new CharacterTokenizer(), Answers);
        Assert.Equal(Bytes(first), Bytes(Evaluate(unused)));
        Assert.Empty(unused.Scored);
        Assert.Single(Directory.EnumerateFiles(_folder.Folder["cache"]));
    }

    [Fact]
    public void Other_settings_are_another_evaluation()
    {
        Evaluate(new TableModel(new CharacterTokenizer(), Answers));
        var model = new TableModel(new CharacterTokenizer(), Answers);
        EvaluationFolder.Evaluate(Suite, model, new SuiteSettings { IgnoreCase = true }, cache: _folder.Cache);
        Assert.Equal(40, model.ScoredCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Batches_do_not_change_a_result(int batchSize) => Assert.Equal(
        Bytes(EvaluationFolder.Evaluate(Suite, new TableModel(new CharacterTokenizer(), Answers), batchSize: 16)),
        Bytes(EvaluationFolder.Evaluate(Suite, new TableModel(new CharacterTokenizer(), Answers), batchSize: batchSize)));

    [Fact]
    public void An_interrupted_evaluation_goes_on_where_it_stopped_and_gives_the_same_bytes()
    {
        var whole = Bytes(EvaluationFolder.Evaluate(Suite, new TableModel(new CharacterTokenizer(), Answers)));
        Interrupt(batches: 2);
        TearLastLine();
        Interrupt(batches: 1);
        var model = new TableModel(new CharacterTokenizer(), Answers);
        Assert.Equal(whole, Bytes(Evaluate(model)));

        // Two batches of four less the torn line, and one batch of four.
        Assert.Equal(40 - 11, model.ScoredCount);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Folder["cache"]), file => file.EndsWith(".journal", StringComparison.Ordinal));
    }

    [Fact]
    public void An_evaluation_that_is_refused_leaves_nothing()
    {
        var suite = _folder.Suite("""{"id": "1", "prompt": "a", "label": 1}""");
        Assert.Throws<Diagnostics.MergeBuildException>(() => EvaluationFolder.Evaluate(suite, new TableModel(new CharacterTokenizer(), Answers), cache: _folder.Cache));
        Assert.False(Directory.Exists(_folder.Folder["cache"]));
    }

    [Fact]
    public void A_damaged_result_is_evaluated_again()
    {
        var whole = Bytes(Evaluate(new TableModel(new CharacterTokenizer(), Answers)));
        var file = Directory.EnumerateFiles(_folder.Folder["cache"]).Single();
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("\"exact_match\": 1", "\"exact_match\": 0", StringComparison.Ordinal));
        var model = new TableModel(new CharacterTokenizer(), Answers);
        Assert.Equal(whole, Bytes(Evaluate(model)));
        Assert.Equal(40, model.ScoredCount);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void A_result_under_the_name_of_another_is_not_trusted()
    {
        Evaluate(new TableModel(new CharacterTokenizer(), Answers));
        var file = Directory.EnumerateFiles(_folder.Folder["cache"]).Single();
        var other = EvaluationFolder.Evaluate(Suite, new TableModel(new CharacterTokenizer(), Answers), new SuiteSettings { Limit = 3 }, cache: _folder.Cache);
        File.Copy(file, Directory.EnumerateFiles(_folder.Folder["cache"]).Single(path => path != file), overwrite: true);
        Assert.Equal(Bytes(other), Bytes(EvaluationFolder.Evaluate(Suite, new TableModel(new CharacterTokenizer(), Answers), new SuiteSettings { Limit = 3 }, cache: _folder.Cache)));
    }

    public void Dispose() => _folder.Dispose();

    private static string Bytes(EvaluationResult result) => System.Text.Encoding.UTF8.GetString(EvaluationResultJson.Write(result));

    private EvaluationResult Evaluate(TableModel model) => EvaluationFolder.Evaluate(Suite, model, batchSize: 4, cache: _folder.Cache);

    private void Interrupt(int batches)
    {
        var left = batches;
        var model = new TableModel(new CharacterTokenizer(), Answers) { BeforeBatch = () => StopWhenDone() };
        Assert.Throws<OperationCanceledException>(() => Evaluate(model));

        void StopWhenDone()
        {
            if (left-- == 0)
            {
                throw new OperationCanceledException();
            }
        }
    }

    private void TearLastLine()
    {
        var journal = Directory.EnumerateFiles(_folder.Folder["cache"], "*.journal").Single();
        var bytes = File.ReadAllBytes(journal);
        File.WriteAllBytes(journal, bytes[..^20]);
    }
}
