using System.Collections.Immutable;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Encoders;

/// <summary>An encoder with a classification head as its configuration describes it.</summary>
internal sealed record EncoderSource
{
    public required ProjectionSource Embedding { get; init; }

    public required ProjectionSource Positions { get; init; }

    /// <summary>Embeddings of token types, of which the first is added everywhere; null where there are none.</summary>
    public ProjectionSource? TokenTypes { get; init; }

    public required NormSource EmbeddingNorm { get; init; }

    public required ImmutableArray<LayerSource> Layers { get; init; }

    /// <summary>Applied to the first position.</summary>
    public required ProjectionSource HeadDense { get; init; }

    public required ActivationKind HeadActivation { get; init; }

    /// <summary>Gives the logits.</summary>
    public required ProjectionSource HeadOutput { get; init; }

    /// <summary>The id whose positions are not counted, as in RoBERTa, where counting begins after it; null where all count from 0.</summary>
    public int? PaddingId { get; init; }

    /// <summary>The most ids of a sequence.</summary>
    public int ContextLength => PaddingId is { } padding ? Positions.Outputs - padding - 1 : Positions.Outputs;
}
