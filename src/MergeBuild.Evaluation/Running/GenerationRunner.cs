using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Running;

/// <summary>Lets the model continue prompts greedily, and scores the reference answer where there is one.</summary>
internal sealed class GenerationRunner(
    EvaluationPlan plan, PromptEncoder prompts, ITokenizer tokenizer, ICausalLanguageModel model, SequenceScorer scorer) : IExampleRunner
{
    private readonly string[] _stop = [.. plan.Settings.Stop!.Value];

    public PreparedExample Prepare(SuiteExample example)
    {
        var generation = (GenerationExample)example;
        var prompt = prompts.Encode(example, generation.Prompt);
        int[][] answers = generation.Answers.IsEmpty ? [] : [prompts.EncodeAnswer(example, generation.Answers[0], "answer")];
        var prepared = new PreparedExample(example, prompt, [.. answers]);

        // There must be room for at least one generated token.
        prompts.CheckLength(example, Math.Max(prepared.Length, prompt.Length + 1));
        return prepared;
    }

    public IEnumerable<ExampleEvidence> Run(IReadOnlyList<PreparedExample> batch, CancellationToken cancellation)
    {
        var scored = batch.Where(example => !example.Continuations.IsEmpty).ToArray();
        var scores = scorer.Score([.. scored.Select(example => SequenceScorer.Request(example.Prompt, example.Continuations[0]))], cancellation);
        var byId = scored.Zip(scores).ToDictionary(pair => pair.First.Example.Id, pair => pair.Second, StringComparer.Ordinal);
        foreach (var (example, output) in batch.Zip(Generate(batch, byId, cancellation)))
        {
            var evidence = plan.Evidence(example.Example);
            var result = evidence.Result with { Output = output };
            if (byId.TryGetValue(example.Example.Id, out var score))
            {
                result = result with
                {
                    LogProbability = SequenceScorer.Sum(score, plan, example),
                    IsGreedy = score.IsMostLikely.All(isMostLikely => isMostLikely),
                    Tokens = score.LogProbabilities.Length,
                };
            }

            var answers = ((GenerationExample)example.Example).Answers;
            yield return evidence with { Result = result, Answers = [.. answers.Select(answer => StopText.Cut(answer, _stop))] };
        }
    }

    private IEnumerable<string> Generate(
        IReadOnlyList<PreparedExample> batch, Dictionary<string, SequenceScores> scores, CancellationToken cancellation)
    {
        var generations = batch.Select(example => !model.DependsOnLength && scores.TryGetValue(example.Example.Id, out var score)
            ? new GreedyGeneration(Request(example), example.Continuations[0], score.IsMostLikely)
            : new GreedyGeneration(Request(example), [], [])).ToArray();
        var rests = model.Generate([.. generations.Where(generation => !generation.IsDone).Select(generation => generation.Rest)], cancellation);
        var next = 0;
        return [.. generations.Select(generation => Text(generation.With(generation.IsDone ? [] : rests[next++])))];
    }

    private GenerationRequest Request(PreparedExample example) => new()
    {
        Prompt = example.Prompt,
        MaximumTokens = Math.Min(plan.Settings.MaximumTokens, prompts.Room(example.Prompt)),
        EndTokens = model.EndTokens,
        IsLast = _stop.Length > 0 ? new StopText(tokenizer.CreateStreamingDecoder(skipSpecialTokens: true), _stop).Add : null,
    };

    private string Text(int[] ids)
    {
        var length = ids.Length > 0 && model.EndTokens.Contains(ids[^1]) ? ids.Length - 1 : ids.Length;
        return StopText.Cut(tokenizer.Decode(ids.AsSpan(0, length), skipSpecialTokens: true), _stop);
    }
}
