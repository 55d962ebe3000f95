using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models;

namespace MergeBuild.Evaluation.Running;

/// <summary>Scores sequences in batches of similar lengths; results come in the order of the requests.</summary>
internal sealed class SequenceScorer(ICausalLanguageModel model, int batchSize)
{
    public SequenceScores[] Score(IReadOnlyList<ScoreRequest> requests, CancellationToken cancellation)
    {
        var scores = new SequenceScores[requests.Count];
        var byLength = Enumerable.Range(0, requests.Count).OrderByDescending(index => requests[index].Ids.Length).ThenBy(index => index);
        foreach (var batch in byLength.Chunk(Math.Max(1, batchSize)))
        {
            cancellation.ThrowIfCancellationRequested();
            var results = model.Score([.. batch.Select(index => requests[index])], cancellation);
            foreach (var (index, result) in batch.Zip(results))
            {
                scores[index] = result;
            }
        }

        return scores;
    }

    /// <summary>A continuation after a prompt.</summary>
    public static ScoreRequest Request(ReadOnlySpan<int> prompt, ReadOnlySpan<int> continuation) =>
        new((int[])[.. prompt, .. continuation], prompt.Length);

    /// <summary>The sum of a sequence's log-probabilities, in double precision, in their order.</summary>
    public static double Sum(SequenceScores scores, EvaluationPlan plan, PreparedExample example)
    {
        var sum = 0.0;
        foreach (var value in scores.LogProbabilities)
        {
            sum += value;
        }

        return double.IsFinite(sum) ? sum : throw NotFinite(sum, plan, example);
    }

    /// <summary>The failure of a model that gives no number.</summary>
    public static MergeBuildException NotFinite(double value, EvaluationPlan plan, PreparedExample example) =>
        DiagnosticTable.ScoreNotFinite.ExceptionAt(
            new SourceLocation(plan.Suite.Path, example.Example.Line), value, example.Example.Id, plan.Suite.Path);
}
