using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Tests.Running;

public sealed class ClassifiedTexts : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    [Fact]
    public void Labels_are_names_or_numbers_and_probabilities_sum_to_one()
    {
        var result = Evaluate(_folder.Suite("""{"id": "a", "prompt": "xxx", "label": "long"}""", """{"id": "b", "prompt": "x", "label": 1}"""));
        Assert.Equal([1, 1], result.Examples.Select(example => example.Label!.Value));
        Assert.Equal([1, 0], result.Examples.Select(example => example.Predicted!.Value));
        Assert.All(result.Examples, example => Assert.Equal(1, example.LogProbabilities.Sum(Math.Exp), 1e-12));
        Assert.Equal(0.5, result.Metric("acc")!.Value);
    }

    [Fact]
    public void A_label_that_the_model_lacks_is_refused_with_the_nearest() =>
        Refused.With("MB4133", () => Evaluate(_folder.Suite("""{"id": "a", "prompt": "x", "label": "shrt"}""")), "'shrt'", "did you mean 'short'?");

    [Fact]
    public void A_language_model_does_not_classify() => Refused.With("MB4134", () => EvaluationFolder.Evaluate(
        _folder.Suite("""{"id": "a", "prompt": "x", "label": 0}"""), new NotANumberModel()), "classifier");

    public void Dispose() => _folder.Dispose();

    internal static EvaluationResult Evaluate(EvaluationSuite suite)
    {
        using var model = new EvaluatedModel(new ModelIdentity("fake", null), () => LoadedModel.Of(new CharacterTokenizer(), new LengthClassifier()));
        return new Evaluator(new EvaluatorOptions()).Evaluate(model, suite, SuiteSettings.Default, TestContext.Current.CancellationToken);
    }

    /// <summary>Texts of more than two tokens are long.</summary>
    private sealed class LengthClassifier : ITextClassifier
    {
        public IReadOnlyList<string> Labels => ["short", "long"];

        public int ContextLength => 100;

        public IReadOnlyList<float[]> Classify(IReadOnlyList<ReadOnlyMemory<int>> batch, CancellationToken cancellation) =>
            [.. batch.Select(ids => new[] { 0f, ids.Length - 2.5f })];

        public void Dispose()
        {
        }
    }
}
