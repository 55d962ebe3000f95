using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>
/// Gemma 2 (Gemma team, 2024): norms before and after each block, a window in every other layer beginning with the first,
/// soft caps of attention and logits.
/// </summary>
internal static class Gemma2
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 8192, epsilon: 1e-6, headDimension: 256, keyValueHeads: 4);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 10000);
        var activation = ActivationNames.Read(settings, "hidden_activation", "gelu_pytorch_tanh");
        var bias = settings.Truth("attention_bias", absent: false);
        var slides = LayerWindows.Read(settings, sizes.Layers, layer => layer % 2 == 0);
        var window = settings.Keys.Contains("sliding_window") ? settings.SizeOrNull("sliding_window") : 4096;
        var cap = SoftCap.Read(settings, "attn_logit_softcapping", 50);
        var scale = (float)(1 / Math.Sqrt(settings.Positive("query_pre_attn_scalar", 256)));
        var parts = new DecoderParts(sizes, NormKind.OffsetRootMeanSquare);
        return parts.Decoder(
            layer => Gemma.SandwichLayer(
                parts,
                layer,
                parts.Attention(layer, rotary, bias, bias) with { Scale = scale, SoftCap = cap, Window = slides[layer] ? window : null },
                parts.Gated(layer, activation)),
            settings.Truth("tie_word_embeddings", absent: true)) with
        {
            EmbeddingScale = Math.Sqrt(sizes.Hidden),
            LogitSoftCap = SoftCap.Read(settings, "final_logit_softcapping", 30),
        };
    }
}
