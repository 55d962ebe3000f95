using System.Text;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Running;

/// <summary>Scores every token of texts once, in windows where they are longer than the context.</summary>
internal sealed class PerplexityRunner(
    EvaluationPlan plan, ITokenizer tokenizer, ICausalLanguageModel model, SequenceScorer scorer, PrefixToken prefix) : IExampleRunner
{
    private readonly int _windowLength = Math.Min(plan.Settings.WindowLength ?? int.MaxValue, model.ContextLength);

    public PreparedExample Prepare(SuiteExample example)
    {
        var text = ((TextExample)example).Text;
        var ids = tokenizer.Encode(text, addSpecialTokens: false);
        var before = plan.Settings.SpecialTokens ? SpecialTokens(text, ids) : [];
        var location = new SourceLocation(plan.Suite.Path, example.Line);
        return ids.Length == 0 ? throw DiagnosticTable.ExampleWithoutTokens.ExceptionAt(location, "text", example.Id, plan.Suite.Path)
            : new PreparedExample(example, before.Length > 0 ? before : [prefix.Id], [ids]);
    }

    public IEnumerable<ExampleEvidence> Run(IReadOnlyList<PreparedExample> batch, CancellationToken cancellation)
    {
        foreach (var (example, requests) in batch.Select(example => (example, Requests(example))).ToArray())
        {
            // One text at a time: its windows alone may fill many batches.
            var sums = Score(requests, cancellation).Select(score => SequenceScorer.Sum(score, plan, example));
            var text = ((TextExample)example.Example).Text;
            var evidence = plan.Evidence(example.Example);
            yield return evidence with
            {
                Result = evidence.Result with
                {
                    LogProbability = sums.Sum(),
                    Tokens = example.Continuations[0].Length,
                    Words = AnswerText.Split(text).Length,
                    Bytes = Encoding.UTF8.GetByteCount(text),
                },
            };
        }

        SequenceScores[] Score(ScoreRequest[] requests, CancellationToken token) => scorer.Score(requests, token);
    }

    private ScoreRequest[] Requests(PreparedExample example)
    {
        var ids = example.Continuations[0];
        var room = _windowLength - example.Prompt.Length;
        if (room < 1)
        {
            throw DiagnosticTable.SettingInvalid.Exception("windowLength", $"at least {example.Prompt.Length + 1}", _windowLength);
        }

        return [.. TextWindows.Of(ids.Length, room, plan.Settings.Stride ?? Math.Max(1, room / 2))
            .Select(window => new ScoreRequest(
                (int[])[.. example.Prompt, .. ids.AsSpan(window.Start, window.End - window.Start)], example.Prompt.Length + window.FirstScored - window.Start))];
    }

    // What the post-processor puts before a text; what it puts after one is not part of it.
    private int[] SpecialTokens(string text, int[] ids)
    {
        var whole = tokenizer.Encode(text, addSpecialTokens: true);
        var start = whole.AsSpan().IndexOf(ids);
        return start < 0 ? [] : whole[..start];
    }
}
