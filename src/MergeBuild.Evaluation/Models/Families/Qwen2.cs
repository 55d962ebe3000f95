using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>
/// Qwen 2 and 2.5: biases of query, key and value; where <c>use_sliding_window</c> says so, a window in the layers from
/// <c>max_window_layers</c> on.
/// </summary>
internal static class Qwen2
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 32768, epsilon: 1e-6, keyValueHeads: 32);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 10000);
        var activation = ActivationNames.Read(settings, "hidden_act", "silu");
        var windows = QwenWindows.Read(settings, sizes.Layers);
        var parts = new DecoderParts(sizes);
        return parts.Decoder(
            layer => parts.Layer(layer, parts.Attention(layer, rotary, bias: true) with { Window = windows[layer] }, parts.Gated(layer, activation)),
            settings.Truth("tie_word_embeddings", absent: false));
    }
}
