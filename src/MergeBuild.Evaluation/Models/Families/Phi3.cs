using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>
/// Phi-3 and Phi-4-mini (Abdin et al., 2024): Llama with query, key and value in one tensor, gate and up in another, and
/// rotation of a part of each head where <c>partial_rotary_factor</c> says so.
/// </summary>
internal static class Phi3
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 4096, epsilon: 1e-5);
        var part = settings.PositiveOrNull("partial_rotary_factor")
            ?? settings.Section("rope_parameters")?.PositiveOrNull("partial_rotary_factor") ?? 1;
        var rotated = (int)(sizes.HeadDimension * part);
        sizes.CheckRotation(settings, rotated);
        var rotary = RotaryReader.Read(settings, rotated, sizes.ContextLength, theta: 10000);
        var activation = ActivationNames.Read(settings, "hidden_act", "silu");
        var window = settings.SizeOrNull("sliding_window");
        var parts = new DecoderParts(sizes);
        return parts.Decoder(
            layer =>
            {
                var attention = parts.Attention(layer, rotary) with { Window = window };
                var (query, narrow) = (attention.Query.Outputs, attention.Key.Outputs);
                var fused = parts.Projection(layer, "self_attn.qkv_proj", query, sizes.Hidden) with { StoredOutputs = query + (2 * narrow) };
                var gateAndUp = parts.Projection(layer, "mlp.gate_up_proj", sizes.Intermediate, sizes.Hidden) with { StoredOutputs = 2 * sizes.Intermediate };
                return parts.Layer(
                    layer,
                    attention with
                    {
                        Query = fused,
                        Key = fused with { Outputs = narrow, FirstOutput = query },
                        Value = fused with { Outputs = narrow, FirstOutput = query + narrow },
                    },
                    parts.Gated(layer, activation) with { Gate = gateAndUp, Up = gateAndUp with { FirstOutput = sizes.Intermediate } });
            },
            settings.Truth("tie_word_embeddings", absent: false));
    }
}
