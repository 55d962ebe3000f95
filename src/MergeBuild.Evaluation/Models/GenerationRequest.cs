namespace MergeBuild.Evaluation.Models;

/// <summary>A prompt to continue.</summary>
public sealed record GenerationRequest
{
    /// <summary>The prompt.</summary>
    public required ReadOnlyMemory<int> Prompt { get; init; }

    /// <summary>The most ids to generate.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>Ids that end the generation.</summary>
    public IReadOnlyList<int> EndTokens { get; init; } = [];

    /// <summary>
    /// Called with each new id; true ends the generation after it. A stop string is found this way, and text is shown
    /// as it comes.
    /// </summary>
    public Func<int, bool>? IsLast { get; init; }

    /// <summary>How ids are drawn; null takes the most likely one (the lowest id where several are).</summary>
    public SamplingSettings? Sampling { get; init; }
}
