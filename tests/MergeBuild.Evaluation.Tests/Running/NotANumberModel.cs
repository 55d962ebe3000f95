using MergeBuild.Evaluation.Models;

namespace MergeBuild.Evaluation.Tests.Running;

/// <summary>A model whose every score is NaN.</summary>
internal sealed class NotANumberModel : ICausalLanguageModel
{
    public int VocabularySize => 1;

    public int ContextLength => 1000;

    public IReadOnlyList<int> EndTokens => [];

    public bool DependsOnLength => false;

    public IReadOnlyList<SequenceScores> Score(IReadOnlyList<ScoreRequest> batch, CancellationToken cancellation) =>
        [.. batch.Select(request => new SequenceScores([float.NaN], [false]))];

    public IReadOnlyList<int[]> Generate(IReadOnlyList<GenerationRequest> batch, CancellationToken cancellation) => [.. batch.Select(_ => Array.Empty<int>())];

    public void Dispose()
    {
    }
}
