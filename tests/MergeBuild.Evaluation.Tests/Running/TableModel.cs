using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Tests.Running;

/// <summary>
/// A language model that continues known texts with known ones. The log-probability of an id is −0.5 where the continuation
/// has it, and −1 − id/1000 elsewhere, so that every sum can be computed by hand.
/// </summary>
internal sealed class TableModel(CharacterTokenizer tokenizer, IReadOnlyDictionary<string, string> continuations, int contextLength = 1000) : ICausalLanguageModel
{
    /// <summary>All sequences that were scored, one list a call.</summary>
    public List<ScoreRequest[]> Scored { get; } = [];

    /// <summary>How many sequences were scored.</summary>
    public int ScoredCount => Scored.Sum(batch => batch.Length);

    /// <summary>How many prompts were continued.</summary>
    public int Generated { get; private set; }

    /// <summary>The lengths of the prompts that were continued.</summary>
    public List<int> PromptLengths { get; } = [];

    /// <summary>Called before each batch of prompts.</summary>
    public Action? BeforeBatch { get; init; }

    public int VocabularySize => 70_000;

    public int ContextLength => contextLength;

    public IReadOnlyList<int> EndTokens => [CharacterTokenizer.End];

    public bool DependsOnLength { get; init; }

    public IReadOnlyList<SequenceScores> Score(IReadOnlyList<ScoreRequest> batch, CancellationToken cancellation)
    {
        Scored.Add([.. batch]);
        return [.. batch.Select(request =>
        {
            Assert.InRange(request.Ids.Length, 1, contextLength);
            var ids = request.Ids.ToArray();
            var likely = Enumerable.Range(request.FirstScored, ids.Length - request.FirstScored).Select(index => Next(ids[..index]) == ids[index]).ToArray();
            return new SequenceScores([.. likely.Select((isLikely, index) => isLikely ? -0.5f : -1 - (ids[request.FirstScored + index] / 1000f))], likely);
        })];
    }

    public IReadOnlyList<int[]> Generate(IReadOnlyList<GenerationRequest> batch, CancellationToken cancellation)
    {
        BeforeBatch?.Invoke();
        Generated += batch.Count;
        PromptLengths.AddRange(batch.Select(request => request.Prompt.Length));
        return [.. batch.Select(Continue)];
    }

    public void Dispose()
    {
    }

    private int[] Continue(GenerationRequest request)
    {
        var ids = request.Prompt.ToArray().ToList();
        var count = ids.Count;
        while (ids.Count - count < request.MaximumTokens)
        {
            ids.Add(Next([.. ids]));
            if (request.EndTokens.Contains(ids[^1]) || request.IsLast?.Invoke(ids[^1]) == true)
            {
                break;
            }
        }

        return [.. ids.Skip(count)];
    }

    // The continuation of the longest known text that the ids begin with.
    private int Next(int[] ids)
    {
        var text = tokenizer.Decode(ids, skipSpecialTokens: true);
        foreach (var (known, continuation) in continuations.OrderByDescending(known => known.Key.Length))
        {
            var whole = known + continuation;
            if (text.Length >= known.Length && whole.StartsWith(text, StringComparison.Ordinal))
            {
                return text.Length < whole.Length ? whole[text.Length] + 2 : CharacterTokenizer.End;
            }
        }

        return CharacterTokenizer.End;
    }
}
