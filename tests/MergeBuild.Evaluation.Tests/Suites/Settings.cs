using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tests.Running;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Suites;

public sealed class Settings : IDisposable
{
    private const string Generation = """{"id": "a", "prompt": "p", "answer": "x"}""";
    private const string Text = """{"id": "a", "text": "t"}""";

    private readonly EvaluationFolder _folder = new();

    [Fact]
    public void What_is_written_is_read_back_equal()
    {
        var settings = new SuiteSettings { Stop = ["\n"], FewShot = 3, FewShotSeed = ulong.MaxValue, Limit = 5, SampleSeed = 7, AnswerPattern = "(a)", Metrics = ["f1"] };
        var json = (JsonObject)JsonNode.Parse(SuiteSettingsJson.Write(settings).ToJsonString())!;
        Assert.Equal(settings, SuiteSettingsJson.Read(json));
        Assert.NotEqual(settings, SuiteSettingsJson.Read(json) with { Limit = 6 });
    }

    [Theory]
    [InlineData("MB4121", """{"stops": ["x"]}""", "did you mean 'stop'?")]
    [InlineData("MB4120", """{"limit": 0}""", "from 1")]
    [InlineData("MB4120", """{"numeric": "yes"}""", "true or false")]
    [InlineData("MB4120", """{"stop": [""]}""", "none empty")]
    [InlineData("MB4128", """[1]""", "object")]
    public void Unknown_names_and_wrong_values_are_refused(string code, string json, string named)
    {
        using var folder = new TemporaryFolder();
        Refused.With(code, () => SuiteSettingsJson.ReadFile(folder.Write("settings.json", json)), named);
    }

    [Theory]
    [InlineData("MB4122", Text, """{"stop": ["x"]}""", "stop")]
    [InlineData("MB4122", Generation, """{"stride": 3}""", "stride")]
    [InlineData("MB4122", Text, """{"fewShot": 1}""", "fewShot")]
    [InlineData("MB4120", Generation, """{"systemPrompt": "s"}""", "chatTemplate")]
    [InlineData("MB4120", Generation, """{"sampleSeed": 1}""", "limit")]
    [InlineData("MB4123", Generation, """{"metrics": ["exactmatch"]}""", "did you mean 'exact_match'?")]
    [InlineData("MB4124", Generation, """{"metrics": ["acc"]}""", "generation")]
    [InlineData("MB4124", """{"id": "a", "prompt": "p"}""", """{"metrics": ["f1"]}""", "answers")]
    [InlineData("MB4125", Generation, """{"fewShot": 1}""", "0 besides")]
    [InlineData("MB4127", Generation, """{"answerPattern": "(?=x)"}""", "answerPattern")]
    [InlineData("MB4127", Generation, """{"answerPattern": "("}""", "answerPattern")]
    [InlineData("MB4175", Generation, """{"chatTemplate": true}""", "chat template")]
    public void Settings_that_do_not_fit_the_suite_are_refused(string code, string line, string json, string named) => Refused.With(code, () => EvaluationFolder.Evaluate(
        _folder.Suite(line), new NotANumberModel(), SuiteSettingsJson.Read((JsonObject)JsonNode.Parse(json)!)), named);

    [Fact]
    public void Few_shot_examples_of_another_kind_are_refused() => Refused.With("MB4126", () => EvaluationFolder.Evaluate(
        _folder.Suite(Generation), new NotANumberModel(), new SuiteSettings { FewShot = 1, FewShotFile = _folder.Folder.Write("shots.jsonl", Text) }), "perplexity");

    [Fact]
    public void A_text_that_becomes_no_tokens_is_refused() => Refused.With("MB4132", () =>
    {
        using var model = new MergeBuild.Evaluation.Running.EvaluatedModel(
            new("fake", null), () => MergeBuild.Evaluation.Running.LoadedModel.Of(new EmptyTokenizer(), new NotANumberModel()));
        new MergeBuild.Evaluation.Running.Evaluator(new()).Evaluate(model, _folder.Suite(Text), SuiteSettings.Default, TestContext.Current.CancellationToken);
    }, "'a'");

    [Fact]
    public void A_seeded_sample_depends_on_seed_and_ids_and_not_on_the_order_of_the_file()
    {
        var lines = Enumerable.Range(0, 50).Select(index => $$"""{"id": "e{{index}}", "text": "t"}""").ToArray();
        var chosen = Ids(_folder.Suite(lines), new SuiteSettings { Limit = 10, SampleSeed = 1 });
        Assert.Equal(10, chosen.Length);
        Assert.Equal(chosen.Order(), Ids(_folder.Suite([.. lines.Reverse()]), new SuiteSettings { Limit = 10, SampleSeed = 1 }).Order());
        Assert.NotEqual(chosen, Ids(_folder.Suite(lines), new SuiteSettings { Limit = 10, SampleSeed = 2 }));
        Assert.Equal(["e0", "e1"], Ids(_folder.Suite(lines), new SuiteSettings { Limit = 2 }));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Ids(EvaluationSuite suite, SuiteSettings settings) => [.. SuiteChoice.Evaluated(suite, settings).Select(example => example.Id)];
}
