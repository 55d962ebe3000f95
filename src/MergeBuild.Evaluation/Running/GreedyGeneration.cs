using MergeBuild.Evaluation.Models;

namespace MergeBuild.Evaluation.Running;

/// <summary>
/// A greedy generation that goes on from what scores have told: as long as each id of the reference answer is the most likely
/// one, the answer is what would be generated.
/// </summary>
internal sealed class GreedyGeneration
{
    private readonly List<int> _known = [];
    private readonly GenerationRequest _whole;

    /// <summary>Begins a generation.</summary>
    /// <param name="whole">The generation from its first id on.</param>
    /// <param name="answer">Ids that were scored after the prompt; empty without scores.</param>
    /// <param name="isMostLikely">Whether each of them is the most likely one after those before it.</param>
    public GreedyGeneration(GenerationRequest whole, ReadOnlySpan<int> answer, ReadOnlySpan<bool> isMostLikely)
    {
        _whole = whole;
        IsDone = whole.MaximumTokens == 0;
        for (var i = 0; i < answer.Length && !IsDone && isMostLikely[i]; i++)
        {
            _known.Add(answer[i]);
            IsDone = whole.EndTokens.Contains(answer[i]) | whole.IsLast?.Invoke(answer[i]) == true | _known.Count == whole.MaximumTokens;
        }
    }

    /// <summary>Whether nothing is left to generate.</summary>
    public bool IsDone { get; }

    /// <summary>What is left to generate.</summary>
    public GenerationRequest Rest => _whole with
    {
        Prompt = (int[])[.. _whole.Prompt.Span, .. _known], MaximumTokens = _whole.MaximumTokens - _known.Count,
    };

    /// <summary>All ids of the generation.</summary>
    /// <param name="rest">Those that <see cref="Rest"/> gave.</param>
    public int[] With(ReadOnlySpan<int> rest) => [.. _known, .. rest];
}
