using System.Text;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Running;

/// <summary>Scores each choice as a continuation of the prompt.</summary>
internal sealed class MultipleChoiceRunner(EvaluationPlan plan, PromptEncoder prompts, SequenceScorer scorer) : IExampleRunner
{
    public PreparedExample Prepare(SuiteExample example)
    {
        var choice = (MultipleChoiceExample)example;
        var prompt = prompts.Encode(example, choice.Prompt);
        var prepared = new PreparedExample(example, prompt, [.. choice.Choices.Select(text => prompts.EncodeAnswer(example, text, "choice"))]);
        prompts.CheckLength(example, prompt.Length + prepared.Continuations.Max(continuation => continuation.Length));
        return prepared;
    }

    public IEnumerable<ExampleEvidence> Run(IReadOnlyList<PreparedExample> batch, CancellationToken cancellation)
    {
        var requests = batch.Select(example => example.Continuations.Select(choice => SequenceScorer.Request(example.Prompt, choice)).ToArray());
        foreach (var (example, scores) in batch.Zip(scorer.Score([.. requests], cancellation)))
        {
            var sums = scores.Select(score => SequenceScorer.Sum(score, plan, example)).ToArray();
            var choice = (MultipleChoiceExample)example.Example;
            var evidence = plan.Evidence(choice);
            yield return evidence with
            {
                Result = evidence.Result with
                {
                    LogProbabilities = [.. sums], Label = choice.Label, Predicted = Probabilities.MostLikely([.. sums]),
                },
                ChoiceLengths = [.. choice.Choices.Select(Encoding.UTF8.GetByteCount)],
            };
        }
    }
}
