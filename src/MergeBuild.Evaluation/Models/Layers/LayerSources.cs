using System.Collections.Immutable;
using MergeBuild.Evaluation.Models.Rotary;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>A matrix [outputs, inputs] in a checkpoint: a tensor, or some of its rows.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Outputs">Rows of the matrix.</param>
/// <param name="Inputs">Columns of the matrix.</param>
internal sealed record ProjectionSource(string Name, int Outputs, int Inputs)
{
    /// <summary>The tensor of the bias, or null.</summary>
    public string? Bias { get; init; }

    /// <summary>The matrix's first row in the tensor.</summary>
    public int FirstOutput { get; init; }

    /// <summary>Rows of the tensor, if it has more than the matrix.</summary>
    public int? StoredOutputs { get; init; }

    /// <summary>Whether the tensor is stored as [inputs, outputs], as GPT-2's are.</summary>
    public bool IsTransposed { get; init; }
}

/// <summary>The kinds of normalisation.</summary>
internal enum NormKind
{
    /// <summary>By the root mean square, times w.</summary>
    RootMeanSquare,

    /// <summary>By the root mean square, times 1 + w.</summary>
    OffsetRootMeanSquare,

    /// <summary>By mean and variance, times w plus b.</summary>
    Layer,
}

/// <summary>A normalisation in a checkpoint; its tensors are the name with <c>.weight</c> and <c>.bias</c>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The module.</param>
/// <param name="Width">Numbers that are normalised together.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record NormSource(NormKind Kind, string Name, int Width, float Epsilon);

/// <summary>An attention block.</summary>
internal sealed record AttentionSource
{
    public required ProjectionSource Query { get; init; }

    public required ProjectionSource Key { get; init; }

    public required ProjectionSource Value { get; init; }

    public required ProjectionSource Output { get; init; }

    public required int HeadCount { get; init; }

    public required int KeyValueHeadCount { get; init; }

    public required int HeadDimension { get; init; }

    /// <summary>Multiplies the products of queries and keys.</summary>
    public required float Scale { get; init; }

    /// <summary>Of queries before they are rotated: of each head, or of all together, as its width says.</summary>
    public NormSource? QueryNorm { get; init; }

    /// <summary>Of keys before they are rotated.</summary>
    public NormSource? KeyNorm { get; init; }

    /// <summary>If greater than 0, products s become cap · tanh(s / cap).</summary>
    public float SoftCap { get; init; }

    /// <summary>How many positions a query sees, its own included; null for all before it.</summary>
    public int? Window { get; init; }

    /// <summary>How positions rotate queries and keys; null where they do not.</summary>
    public IRotaryScaling? Rotary { get; init; }

    /// <summary>Whether a position sees only those up to its own.</summary>
    public bool IsCausal { get; init; } = true;
}

/// <summary>A block that works on each position alone.</summary>
internal abstract record FeedForwardSource;

/// <summary>down(f(gate(x)) · up(x)) (Shazeer, "GLU variants improve Transformer", 2020), or down(f(up(x))) without a gate.</summary>
internal sealed record DenseSource(ProjectionSource? Gate, ProjectionSource Up, ProjectionSource Down, ActivationKind Activation) : FeedForwardSource;

/// <summary>A mixture of experts (Shazeer et al., 2017): a router chooses some for each position.</summary>
/// <param name="Router">Gives one number an expert.</param>
/// <param name="Experts">The experts.</param>
/// <param name="Chosen">How many a position has.</param>
/// <param name="IsNormalized">Whether the chosen experts' probabilities are divided by their sum.</param>
internal sealed record ExpertsSource(ProjectionSource Router, ImmutableArray<DenseSource> Experts, int Chosen, bool IsNormalized) : FeedForwardSource;

/// <summary>A layer: x + norm(attention(norm(x))), then the same with the feed-forward block; each norm may be missing.</summary>
internal sealed record LayerSource
{
    public NormSource? AttentionNorm { get; init; }

    public required AttentionSource Attention { get; init; }

    public NormSource? AttentionOutputNorm { get; init; }

    public NormSource? FeedForwardNorm { get; init; }

    public required FeedForwardSource FeedForward { get; init; }

    public NormSource? FeedForwardOutputNorm { get; init; }

    /// <summary>Of the sum with the residual after attention, as in the encoders of BERT.</summary>
    public NormSource? AttentionSumNorm { get; init; }

    /// <summary>Of the sum with the residual after the feed-forward block.</summary>
    public NormSource? FeedForwardSumNorm { get; init; }
}
