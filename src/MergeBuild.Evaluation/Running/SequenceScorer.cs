using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models;

namespace MergeBuild.Evaluation.Running;

/// <summary>Scores sequences in batches of similar lengths; results come in the order of the requests.</summary>
internal sealed class SequenceScorer(ICausalLanguageModel model, int batchSize)
{
    /// <summary>Scores sequences that have nothing in common.</summary>
    public SequenceScores[] Score(IReadOnlyList<ScoreRequest> requests, CancellationToken cancellation) =>
        [.. Score([.. requests.Select(request => new[] { request })], cancellation).Select(scores => scores[0])];

    /// <summary>
    /// Scores groups of sequences that begin alike. A group stays together, since a model may look at what it has in common
    /// only once; one that has more sequences than a batch is divided.
    /// </summary>
    public SequenceScores[][] Score(IReadOnlyList<ScoreRequest[]> groups, CancellationToken cancellation)
    {
        var scores = groups.Select(group => new SequenceScores[group.Length]).ToArray();
        var byLength = Enumerable.Range(0, groups.Count)
            .OrderByDescending(group => groups[group].Max(request => request.Ids.Length)).ThenBy(group => group);
        foreach (var batch in Batches(byLength, groups))
        {
            cancellation.ThrowIfCancellationRequested();
            var results = model.Score([.. batch.Select(place => groups[place.Group][place.Index])], cancellation);
            foreach (var ((group, index), result) in batch.Zip(results))
            {
                scores[group][index] = result;
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

    private IEnumerable<List<(int Group, int Index)>> Batches(IEnumerable<int> order, IReadOnlyList<ScoreRequest[]> groups)
    {
        var size = Math.Max(1, batchSize);
        var batch = new List<(int, int)>();
        foreach (var group in order)
        {
            if (batch.Count > 0 && batch.Count + groups[group].Length > size)
            {
                yield return batch;
                batch = [];
            }

            for (var index = 0; index < groups[group].Length; index++)
            {
                if (batch.Count == size)
                {
                    yield return batch;
                    batch = [];
                }

                batch.Add((group, index));
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
