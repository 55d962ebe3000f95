using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Loading;
using MergeBuild.Evaluation.Models.Rotary;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>
/// Qwen 3 MoE: Qwen 3 with a mixture of experts in every <c>decoder_sparse_step</c>-th layer that
/// <c>mlp_only_layers</c> does not list.
/// </summary>
internal static class Qwen3Experts
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 32768, epsilon: 1e-6, keyValueHeads: 4);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 10000);
        var activation = ActivationNames.Read(settings, "hidden_act", "silu");
        var bias = settings.Truth("attention_bias", absent: false);
        int? window = settings.Truth("use_sliding_window", absent: false) ? QwenWindows.WindowOf(settings) : null;
        var step = settings.Size("decoder_sparse_step", 1);
        var dense = settings.WholeNumbers("mlp_only_layers") ?? [];
        var parts = new DecoderParts(sizes);
        return parts.Decoder(
            layer => parts.Layer(
                layer,
                parts.WithHeadNorms(layer, parts.Attention(layer, rotary, bias, bias)) with { Window = window },
                (layer + 1) % step == 0 && !dense.Contains(layer) ? Experts(settings, parts, sizes, layer, activation) : parts.Gated(layer, activation)),
            settings.Truth("tie_word_embeddings", absent: false));
    }

    private static ExpertsSource Experts(ModelSettings settings, DecoderParts parts, DecoderSizes sizes, int layer, ActivationKind activation)
    {
        var (count, width) = (settings.Parts("num_experts", 128), settings.Size("moe_intermediate_size", 768));
        return new ExpertsSource(
            parts.Projection(layer, "mlp.gate", count, sizes.Hidden),
            [.. Enumerable.Range(0, count).Select(expert => parts.Gated(layer, activation, module: $"mlp.experts.{expert}", intermediate: width))],
            ChosenExperts.Read(settings, count, 8),
            settings.Truth("norm_topk_prob", absent: false));
    }
}
