using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>
/// OLMo 2 (OLMo team, 2024): the blocks' results are normalised rather than what goes into them, and queries and keys over
/// all heads together.
/// </summary>
internal static class Olmo2
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 2048, epsilon: 1e-5);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 10000);
        var activation = ActivationNames.Read(settings, "hidden_act", "silu");
        var bias = settings.Truth("attention_bias", absent: false);
        var parts = new DecoderParts(sizes);
        return parts.Decoder(
            layer => new LayerSource
            {
                Attention = parts.Attention(layer, rotary, bias, bias) with
                {
                    QueryNorm = parts.Norm(layer, "self_attn.q_norm", sizes.Heads * sizes.HeadDimension),
                    KeyNorm = parts.Norm(layer, "self_attn.k_norm", sizes.KeyValueHeads * sizes.HeadDimension),
                },
                AttentionOutputNorm = parts.Norm(layer, "post_attention_layernorm"),
                FeedForward = parts.Gated(layer, activation),
                FeedForwardOutputNorm = parts.Norm(layer, "post_feedforward_layernorm"),
            },
            settings.Truth("tie_word_embeddings", absent: false));
    }
}
