using MergeBuild.Evaluation.Models.Families;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Loading;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Encoders;

/// <summary>The families of encoders by <c>model_type</c>.</summary>
internal static class EncoderFamilies
{
    public static IEnumerable<string> ModelTypes => ["bert", "distilbert", "roberta"];

    /// <summary>The declaration of a family, or null.</summary>
    public static EncoderSource? Describe(string modelType, ModelSettings settings, int labels) => modelType switch
    {
        "bert" => Bert.Describe(settings, labels),
        "roberta" => Bert.DescribeRoberta(settings, labels),
        "distilbert" => DistilBert.Describe(settings, labels),
        _ => null,
    };

    /// <summary>A matrix with bias.</summary>
    public static ProjectionSource Projection(string module, int outputs, int inputs) =>
        new(module + ".weight", outputs, inputs) { Bias = module + ".bias" };

    /// <summary>A layer that normalises the sums with the residuals.</summary>
    public static LayerSource Layer(EncoderLayerNames names, int hidden, int heads, int intermediate, ActivationKind activation, float epsilon) => new()
    {
        Attention = new AttentionSource
        {
            Query = Projection(names.Query, hidden, hidden),
            Key = Projection(names.Key, hidden, hidden),
            Value = Projection(names.Value, hidden, hidden),
            Output = Projection(names.Output, hidden, hidden),
            HeadCount = heads,
            KeyValueHeadCount = heads,
            HeadDimension = hidden / heads,
            Scale = (float)(1 / Math.Sqrt(hidden / heads)),
            IsCausal = false,
        },
        AttentionSumNorm = new NormSource(NormKind.Layer, names.AttentionNorm, hidden, epsilon),
        FeedForward = new DenseSource(null, Projection(names.Up, intermediate, hidden), Projection(names.Down, hidden, intermediate), activation),
        FeedForwardSumNorm = new NormSource(NormKind.Layer, names.FeedForwardNorm, hidden, epsilon),
    };

    /// <summary>Refuses heads that do not divide the width.</summary>
    public static void CheckHeads(ModelSettings settings, string key, int heads, int hidden)
    {
        if (hidden % heads != 0)
        {
            throw settings.Invalid(key, $"a divisor of {hidden}, the width");
        }
    }

    /// <summary>Reads an activation that is GELU where the file is silent.</summary>
    public static ActivationKind Activation(ModelSettings settings, string key) => ActivationNames.Read(settings, key, "gelu");
}
