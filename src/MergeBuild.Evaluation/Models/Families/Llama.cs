using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>Llama 1 to 3 (Touvron et al., 2023).</summary>
internal static class Llama
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 2048, epsilon: 1e-6);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 10000);
        var activation = ActivationNames.Read(settings, "hidden_act", "silu");
        var bias = settings.Truth("attention_bias", absent: false);
        var feedForwardBias = settings.Truth("mlp_bias", absent: false);
        var parts = new DecoderParts(sizes);
        return parts.Decoder(
            layer => parts.Layer(layer, parts.Attention(layer, rotary, bias, bias), parts.Gated(layer, activation, feedForwardBias)),
            settings.Truth("tie_word_embeddings", absent: false));
    }
}
