using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>x + norm(attention(norm(x))), then the same with the feed-forward block; each norm may be missing.</summary>
internal sealed class TransformerLayer
{
    public Normalization? AttentionNorm { get; init; }

    public required Attention Attention { get; init; }

    public Normalization? AttentionOutputNorm { get; init; }

    public Normalization? AttentionSumNorm { get; init; }

    public Normalization? FeedForwardNorm { get; init; }

    public required IFeedForward FeedForward { get; init; }

    public Normalization? FeedForwardOutputNorm { get; init; }

    public Normalization? FeedForwardSumNorm { get; init; }

    /// <summary>Applies the layer in place.</summary>
    public void Apply(FloatRows x, Batch batch, Workers workers)
    {
        using (var normed = AttentionNorm?.Of(x, workers))
        using (var seen = Attention.Apply(normed ?? x, batch, workers))
        {
            Add(x, seen, AttentionOutputNorm, AttentionSumNorm, workers);
        }

        using (var normed = FeedForwardNorm?.Of(x, workers))
        using (var result = FeedForward.Apply(normed ?? x, workers))
        {
            Add(x, result, FeedForwardOutputNorm, FeedForwardSumNorm, workers);
        }
    }

    private static void Add(FloatRows x, FloatRows addend, Normalization? outputNorm, Normalization? sumNorm, Workers workers) =>
        RowPieces.Run(x.Count, workers, row =>
        {
            outputNorm?.Apply(addend[row]);
            var target = x[row];
            var source = addend[row];
            for (var i = 0; i < target.Length; i++)
            {
                target[i] += source[i];
            }

            sumNorm?.Apply(target);
        });
}
