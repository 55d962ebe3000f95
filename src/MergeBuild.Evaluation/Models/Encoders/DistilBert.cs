using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Loading;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Encoders;

/// <summary>DistilBERT (Sanh et al., 2019): BERT without token types and with another head.</summary>
internal static class DistilBert
{
    private const float Epsilon = 1e-12f;
    private const string Root = "distilbert.";

    public static EncoderSource Describe(ModelSettings settings, int labels)
    {
        var (hidden, heads, intermediate) = (settings.Size("dim"), settings.Size("n_heads"), settings.Size("hidden_dim"));
        EncoderFamilies.CheckHeads(settings, "n_heads", heads, hidden);
        var activation = EncoderFamilies.Activation(settings, "activation");
        return new EncoderSource
        {
            Embedding = new ProjectionSource(Root + "embeddings.word_embeddings.weight", settings.Size("vocab_size"), hidden),
            Positions = new ProjectionSource(Root + "embeddings.position_embeddings.weight", settings.Size("max_position_embeddings", 512), hidden),
            EmbeddingNorm = new NormSource(NormKind.Layer, Root + "embeddings.LayerNorm", hidden, Epsilon),
            Layers = [.. Enumerable.Range(0, settings.Parts("n_layers"))
                .Select(layer => EncoderFamilies.Layer(Names($"{Root}transformer.layer.{layer}."), hidden, heads, intermediate, activation, Epsilon))],
            HeadDense = EncoderFamilies.Projection("pre_classifier", hidden, hidden),
            HeadActivation = ActivationKind.Relu,
            HeadOutput = EncoderFamilies.Projection("classifier", labels, hidden),
        };
    }

    private static EncoderLayerNames Names(string layer) => new(
        layer + "attention.q_lin",
        layer + "attention.k_lin",
        layer + "attention.v_lin",
        layer + "attention.out_lin",
        layer + "sa_layer_norm",
        layer + "ffn.lin1",
        layer + "ffn.lin2",
        layer + "output_layer_norm");
}
