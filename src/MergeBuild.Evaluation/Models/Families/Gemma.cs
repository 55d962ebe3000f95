using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>Gemma (Gemma team, 2024): Llama with norms of 1 + w, and embeddings times the root of their width.</summary>
internal static class Gemma
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 8192, epsilon: 1e-6, headDimension: 256, keyValueHeads: 16);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 10000);
        var bias = settings.Truth("attention_bias", absent: false);

        // The first checkpoints say "gelu" in hidden_act, were trained with the tangent form, and are computed with it.
        var activation = settings.Has("hidden_activation") || settings.Text("hidden_act") is null or "gelu"
            ? ActivationNames.Read(settings, "hidden_activation", "gelu_pytorch_tanh")
            : ActivationNames.Read(settings, "hidden_act", "gelu_pytorch_tanh");
        var parts = new DecoderParts(sizes, NormKind.OffsetRootMeanSquare);
        return parts.Decoder(
            layer => parts.Layer(layer, parts.Attention(layer, rotary, bias, bias), parts.Gated(layer, activation)),
            settings.Truth("tie_word_embeddings", absent: true)) with
        {
            EmbeddingScale = Math.Sqrt(sizes.Hidden),
        };
    }

    /// <summary>A layer whose blocks are normalised before and after, as from the second generation on.</summary>
    public static LayerSource SandwichLayer(DecoderParts parts, int layer, AttentionSource attention, FeedForwardSource feedForward) => new()
    {
        AttentionNorm = parts.Norm(layer, "input_layernorm"),
        Attention = attention,
        AttentionOutputNorm = parts.Norm(layer, "post_attention_layernorm"),
        FeedForwardNorm = parts.Norm(layer, "pre_feedforward_layernorm"),
        FeedForward = feedForward,
        FeedForwardOutputNorm = parts.Norm(layer, "post_feedforward_layernorm"),
    };
}
