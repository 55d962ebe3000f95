using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Tests.Running;

public sealed class ChosenContinuations : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    [Fact]
    public void The_sum_chooses_the_short_one_and_the_length_normalised_sum_the_long_one()
    {
        // "ab": −0.5 twice; "x": −1 − 122/1000. The first has the higher sum, too; "abé" is −0.5 twice and −1.235 over four bytes.
        var model = new TableModel(new CharacterTokenizer(), new Dictionary<string, string> { ["p"] = "abc" });
        var result = EvaluationFolder.Evaluate(_folder.Suite("""{"id": "a", "prompt": "p", "choices": ["x", "abé"], "label": 1}"""), model);
        var example = Assert.Single(result.Examples);
        Assert.Equal(-1.122, example.LogProbabilities[0], 1e-6);
        Assert.Equal(-2.235, example.LogProbabilities[1], 1e-6);
        Assert.Equal((0, 1), (example.Predicted, example.Label));
        Assert.Equal((0.0, 1.0), (result.Metric("acc")!.Value, result.Metric("acc_norm")!.Value));
        Assert.Equal(15, result.Calibration.Length);
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(4, 3)]
    [InlineData(100, 1)]
    public void The_choices_of_a_prompt_stay_together_where_a_batch_has_room(int batchSize, int batches)
    {
        var suite = _folder.Suite([.. Enumerable.Range(1, 3).Select(i => $$"""{"id": "{{i}}", "prompt": "p{{i}}", "choices": ["x", "yyyyy", "{{i}}"], "label": 2}""")]);
        EvaluationResult Evaluate(TableModel model, int size) => EvaluationFolder.Evaluate(suite, model, batchSize: size);
        var model = new TableModel(new CharacterTokenizer(), new Dictionary<string, string> { ["p1"] = "1" });
        var result = Evaluate(model, batchSize);

        Assert.Equal(EvaluationResultJson.Write(Evaluate(new TableModel(new CharacterTokenizer(), new Dictionary<string, string> { ["p1"] = "1" }), 2)), EvaluationResultJson.Write(result));
        Assert.Equal(batches, model.Scored.Count);
        Assert.Equal(2, result.Examples[0].Predicted);
    }

    [Fact]
    public void A_score_that_is_not_finite_is_refused_with_its_example() => Refused.With("MB4131", () => EvaluationFolder.Evaluate(
        _folder.Suite("""{"id": "bad", "prompt": "p", "choices": ["x", "y"], "label": 0}"""), new NotANumberModel()), "'bad'", "NaN");

    [Fact]
    public void A_classifier_is_not_asked_for_continuations() => Refused.With(
        "MB4134", () => ClassifiedTexts.Evaluate(_folder.Suite("""{"id": "a", "prompt": "p", "choices": ["x", "y"], "label": 0}""")), "multiple-choice");

    public void Dispose() => _folder.Dispose();
}
