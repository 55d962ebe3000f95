using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>Turns what a configuration describes into layers with weights.</summary>
internal sealed class LayerBuilder(CheckpointWeights weights)
{
    /// <summary>All matrices that were claimed.</summary>
    public List<PackedMatrix> Matrices { get; } = [];

    public PackedMatrix Matrix(ProjectionSource source)
    {
        var matrix = weights.Matrix(source);
        Matrices.Add(matrix);
        return matrix;
    }

    public Linear Linear(ProjectionSource source) => new(
        Matrix(source),
        source.Bias is { } bias ? weights.Vector(bias, source.FirstOutput, source.Outputs, source.StoredOutputs ?? source.Outputs) : null);

    public Normalization? Norm(NormSource? source)
    {
        if (source is null)
        {
            return null;
        }

        var weight = weights.Vector(source.Name + ".weight", 0, source.Width, source.Width);
        return source.Kind switch
        {
            NormKind.RootMeanSquare => new Normalization(weight, null, source.Epsilon),
            NormKind.OffsetRootMeanSquare => new Normalization(Array.ConvertAll(weight, w => 1 + w), null, source.Epsilon),
            _ => new Normalization(weight, weights.Vector(source.Name + ".bias", 0, source.Width, source.Width), source.Epsilon),
        };
    }

    public TransformerLayer Layer(LayerSource source, int index) => new()
    {
        AttentionNorm = Norm(source.AttentionNorm),
        Attention = new Attention(source.Attention, index)
        {
            Query = Linear(source.Attention.Query),
            Key = Linear(source.Attention.Key),
            Value = Linear(source.Attention.Value),
            Output = Linear(source.Attention.Output),
            QueryNorm = Norm(source.Attention.QueryNorm),
            KeyNorm = Norm(source.Attention.KeyNorm),
        },
        AttentionOutputNorm = Norm(source.AttentionOutputNorm),
        AttentionSumNorm = Norm(source.AttentionSumNorm),
        FeedForwardNorm = Norm(source.FeedForwardNorm),
        FeedForward = FeedForward(source.FeedForward),
        FeedForwardOutputNorm = Norm(source.FeedForwardOutputNorm),
        FeedForwardSumNorm = Norm(source.FeedForwardSumNorm),
    };

    private IFeedForward FeedForward(FeedForwardSource source) => source switch
    {
        DenseSource dense => new DenseFeedForward(
            dense.Gate is null ? null : Linear(dense.Gate), Linear(dense.Up), Linear(dense.Down), dense.Activation),
        ExpertsSource experts => new MixtureOfExperts(
            Linear(experts.Router), [.. experts.Experts.Select(FeedForward)], experts.Chosen, experts.IsNormalized),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
