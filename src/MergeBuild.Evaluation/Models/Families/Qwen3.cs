using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>Qwen 3: queries and keys are normalised head by head.</summary>
internal static class Qwen3
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 32768, epsilon: 1e-6, headDimension: 128, keyValueHeads: 32);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 10000);
        var activation = ActivationNames.Read(settings, "hidden_act", "silu");
        var bias = settings.Truth("attention_bias", absent: false);
        var windows = QwenWindows.Read(settings, sizes.Layers);
        var parts = new DecoderParts(sizes);
        return parts.Decoder(
            layer => parts.Layer(
                layer, parts.WithHeadNorms(layer, parts.Attention(layer, rotary, bias, bias)) with { Window = windows[layer] }, parts.Gated(layer, activation)),
            settings.Truth("tie_word_embeddings", absent: false));
    }
}
