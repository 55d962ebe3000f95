using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Running;

/// <summary>Lets a classifier name the class of texts.</summary>
internal sealed class ClassificationRunner(EvaluationPlan plan, ITokenizer tokenizer, ITextClassifier classifier) : IExampleRunner
{
    public PreparedExample Prepare(SuiteExample example)
    {
        _ = LabelOf((ClassificationExample)example);
        var location = new SourceLocation(plan.Suite.Path, example.Line);
        var ids = tokenizer.Encode(((ClassificationExample)example).Prompt, plan.Settings.SpecialTokens);
        return ids.Length == 0 ? throw DiagnosticTable.ExampleWithoutTokens.ExceptionAt(location, "prompt", example.Id, plan.Suite.Path)
            : ids.Length > classifier.ContextLength
                ? throw DiagnosticTable.ExampleTooLong.ExceptionAt(location, example.Id, plan.Suite.Path, ids.Length, classifier.ContextLength)
            : new PreparedExample(example, ids, []);
    }

    public IEnumerable<ExampleEvidence> Run(IReadOnlyList<PreparedExample> batch, CancellationToken cancellation)
    {
        var logits = classifier.Classify([.. batch.Select(example => new ReadOnlyMemory<int>(example.Prompt))], cancellation);
        foreach (var (example, values) in batch.Zip(logits))
        {
            var probabilities = Probabilities.LogSoftmax([.. values.Select(value =>
                float.IsFinite(value) ? (double)value : throw SequenceScorer.NotFinite(value, plan, example))]);
            var evidence = plan.Evidence(example.Example);
            var predicted = Probabilities.MostLikely(probabilities);
            yield return evidence with
            {
                Result = evidence.Result with
                {
                    LogProbabilities = probabilities, Label = LabelOf((ClassificationExample)example.Example), Predicted = predicted,
                    Output = classifier.Labels[predicted],
                },
            };
        }
    }

    // A name of a class wins over a number: classes may be named "0" and "1" in any order.
    private int LabelOf(ClassificationExample example)
    {
        for (var index = 0; index < classifier.Labels.Count; index++)
        {
            if (classifier.Labels[index] == example.Label)
            {
                return index;
            }
        }

        return int.TryParse(example.Label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < classifier.Labels.Count
            ? number
            : throw DiagnosticTable.ClassLabelUnknown.ExceptionAt(new SourceLocation(plan.Suite.Path, example.Line),
                $"'{example.Label}'", example.Id, plan.Suite.Path, Suggestion.For(example.Label, classifier.Labels));
    }
}
