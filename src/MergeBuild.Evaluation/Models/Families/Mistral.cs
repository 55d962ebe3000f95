using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>Mistral (Jiang et al., 2023): Llama with a window in every layer, unless <c>sliding_window</c> is null.</summary>
internal static class Mistral
{
    // The window of a file that does not have the key at all.
    private const int AbsentWindow = 4096;

    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 131072, epsilon: 1e-6, keyValueHeads: 8);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 10000);
        var activation = ActivationNames.Read(settings, "hidden_act", "silu");
        var window = settings.Keys.Contains("sliding_window") ? settings.SizeOrNull("sliding_window") : AbsentWindow;
        var parts = new DecoderParts(sizes);
        return parts.Decoder(
            layer => parts.Layer(layer, parts.Attention(layer, rotary) with { Window = window }, parts.Gated(layer, activation)),
            settings.Truth("tie_word_embeddings", absent: false));
    }
}
