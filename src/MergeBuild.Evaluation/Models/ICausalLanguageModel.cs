namespace MergeBuild.Evaluation.Models;

/// <summary>
/// A language model that predicts the next token. What it gives for a sequence does not depend on the batch that the
/// sequence is in, nor on the number of threads.
/// </summary>
public interface ICausalLanguageModel : IDisposable
{
    /// <summary>How many ids it knows.</summary>
    int VocabularySize { get; }

    /// <summary>The most positions that it was made for (<c>max_position_embeddings</c>).</summary>
    int ContextLength { get; }

    /// <summary>The ids that end a generation, as <c>generation_config.json</c>, else <c>config.json</c>, states them.</summary>
    IReadOnlyList<int> EndTokens { get; }

    /// <summary>
    /// Whether what it gives for an id changes with how many ids come after it, as rotary frequencies do that are stretched
    /// for long sequences. Where it does not, scores tell how a greedy generation goes on.
    /// </summary>
    bool DependsOnLength { get; }

    /// <summary>Scores the ids of each sequence from its first scored one on.</summary>
    /// <returns>One result a request, in their order.</returns>
    IReadOnlyList<SequenceScores> Score(IReadOnlyList<ScoreRequest> batch, CancellationToken cancellation);

    /// <summary>Continues each prompt.</summary>
    /// <returns>The new ids of each request, in their order; the id that ended a generation is the last of them.</returns>
    IReadOnlyList<int[]> Generate(IReadOnlyList<GenerationRequest> batch, CancellationToken cancellation);
}
