using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>A causal language model as its configuration describes it, before any weight is read.</summary>
internal sealed record DecoderSource
{
    /// <summary>One row an id.</summary>
    public required ProjectionSource Embedding { get; init; }

    /// <summary>Multiplies the embedding, rounded to the type that it is stored in; null for no factor.</summary>
    public double? EmbeddingScale { get; init; }

    /// <summary>One row a position; null where positions are not learned.</summary>
    public ProjectionSource? Positions { get; init; }

    public required ImmutableArray<LayerSource> Layers { get; init; }

    public required NormSource FinalNorm { get; init; }

    /// <summary>The output head; null where it is the embedding.</summary>
    public ProjectionSource? Head { get; init; }

    /// <summary>If greater than 0, logits l become cap · tanh(l / cap).</summary>
    public float LogitSoftCap { get; init; }

    public required int ContextLength { get; init; }

    public int VocabularySize => Embedding.Outputs;
}
