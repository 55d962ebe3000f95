using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Loading;
using MergeBuild.Evaluation.Models.Rotary;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>Mixtral (Jiang et al., 2024): Mistral with a mixture of experts in every layer.</summary>
internal static class Mixtral
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var sizes = DecoderSizes.Read(settings, contextLength: 131072, epsilon: 1e-5, keyValueHeads: 8);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        var rotary = RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, theta: 1e6);
        var activation = ActivationNames.Read(settings, "hidden_act", "silu");
        var window = settings.SizeOrNull("sliding_window");
        var parts = new DecoderParts(sizes);
        return parts.Decoder(
            layer => parts.Layer(layer, parts.Attention(layer, rotary) with { Window = window }, Experts(settings, parts, sizes, layer, activation)),
            settings.Truth("tie_word_embeddings", absent: false));
    }

    private static ExpertsSource Experts(ModelSettings settings, DecoderParts parts, DecoderSizes sizes, int layer, ActivationKind activation)
    {
        var count = settings.Parts("num_local_experts", 8);
        return new ExpertsSource(
            parts.Projection(layer, "block_sparse_moe.gate", count, sizes.Hidden),
            [.. Enumerable.Range(0, count).Select(Expert)],
            ChosenExperts.Read(settings, count, 2),
            IsNormalized: true);

        DenseSource Expert(int expert)
        {
            var module = $"block_sparse_moe.experts.{expert}";
            return new DenseSource(
                parts.Projection(layer, module + ".w1", sizes.Intermediate, sizes.Hidden),
                parts.Projection(layer, module + ".w3", sizes.Intermediate, sizes.Hidden),
                parts.Projection(layer, module + ".w2", sizes.Hidden, sizes.Intermediate),
                activation);
        }
    }
}
