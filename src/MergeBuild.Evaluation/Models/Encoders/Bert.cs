using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Loading;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Encoders;

/// <summary>BERT (Devlin et al., 2018) and RoBERTa (Liu et al., 2019), which differ in positions and head.</summary>
internal static class Bert
{
    public static EncoderSource Describe(ModelSettings settings, int labels)
    {
        var hidden = settings.Size("hidden_size");
        return Describe(
            settings,
            "bert.",
            EncoderFamilies.Projection("bert.pooler.dense", hidden, hidden),
            EncoderFamilies.Projection("classifier", labels, hidden));
    }

    public static EncoderSource DescribeRoberta(ModelSettings settings, int labels)
    {
        var hidden = settings.Size("hidden_size");
        var source = Describe(
            settings,
            "roberta.",
            EncoderFamilies.Projection("classifier.dense", hidden, hidden),
            EncoderFamilies.Projection("classifier.out_proj", labels, hidden));
        return source with
        {
            PaddingId = settings.Count("pad_token_id", 1),
        };
    }

    private static EncoderSource Describe(ModelSettings settings, string root, ProjectionSource headDense, ProjectionSource headOutput)
    {
        settings.RefuseUnlessNeutral("position_embedding_type", "absolute");
        var (hidden, heads, intermediate) = (settings.Size("hidden_size"), settings.Size("num_attention_heads"), settings.Size("intermediate_size"));
        EncoderFamilies.CheckHeads(settings, "num_attention_heads", heads, hidden);
        var activation = EncoderFamilies.Activation(settings, "hidden_act");
        var epsilon = (float)settings.Positive("layer_norm_eps", 1e-12);
        var embeddings = root + "embeddings.";
        return new EncoderSource
        {
            Embedding = new ProjectionSource(embeddings + "word_embeddings.weight", settings.Size("vocab_size"), hidden),
            Positions = new ProjectionSource(embeddings + "position_embeddings.weight", settings.Size("max_position_embeddings", 512), hidden),
            TokenTypes = new ProjectionSource(embeddings + "token_type_embeddings.weight", settings.Size("type_vocab_size", 2), hidden),
            EmbeddingNorm = new NormSource(NormKind.Layer, embeddings + "LayerNorm", hidden, epsilon),
            Layers = [.. Enumerable.Range(0, settings.Parts("num_hidden_layers"))
                .Select(layer => EncoderFamilies.Layer(Names($"{root}encoder.layer.{layer}."), hidden, heads, intermediate, activation, epsilon))],
            HeadDense = headDense,
            HeadActivation = ActivationKind.Tanh,
            HeadOutput = headOutput,
        };
    }

    private static EncoderLayerNames Names(string layer) => new(
        layer + "attention.self.query",
        layer + "attention.self.key",
        layer + "attention.self.value",
        layer + "attention.output.dense",
        layer + "attention.output.LayerNorm",
        layer + "intermediate.dense",
        layer + "output.dense",
        layer + "output.LayerNorm");
}
