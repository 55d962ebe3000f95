using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Loading;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>
/// Gemma 3 (Gemma team, 2025): queries and keys normalised head by head, five layers with a window and a rotary base of
/// their own to one without. A model that sees images, too, is its language model here.
/// </summary>
internal static class Gemma3
{
    // What transformers leaves out of the nested text_config of a model that sees images.
    private const int AbsentPattern = 6;
    private const double AbsentTheta = 1e6;
    private const double AbsentLocalTheta = 1e4;

    public static DecoderSource Describe(FamilyContext context) => Describe(context.Settings, context.Settings, "model.", "lm_head.weight");

    /// <summary>The language model within one that sees images.</summary>
    public static DecoderSource DescribeMultimodal(FamilyContext context)
    {
        var text = context.Settings.Section("text_config") ?? throw DiagnosticTable.ModelSettingMissing.Exception(context.Settings.File, "text_config");
        return context.HasTensor("model.language_model.embed_tokens.weight")
            ? Describe(text, context.Settings, "model.language_model.", "lm_head.weight")
            : Describe(text, context.Settings, "language_model.model.", "language_model.lm_head.weight");
    }

    private static DecoderSource Describe(ModelSettings settings, ModelSettings outer, string root, string head)
    {
        var sizes = DecoderSizes.Read(settings.WithAbsent(("num_attention_heads", 8), ("vocab_size", 262208)), contextLength: 131072, epsilon: 1e-6, headDimension: 256, keyValueHeads: 4);
        sizes.CheckRotation(settings, sizes.HeadDimension);
        settings.RefuseUnlessNeutral("use_bidirectional_attention", false);
        var (global, local) = Rotaries(settings, sizes);
        var activation = ActivationNames.Read(settings, "hidden_activation", "gelu_pytorch_tanh");
        var bias = settings.Truth("attention_bias", absent: false);
        var pattern = settings.SizeOrNull("sliding_window_pattern") ?? settings.Size("_sliding_window_pattern", AbsentPattern);
        var slides = LayerWindows.Read(settings, sizes.Layers, layer => (layer + 1) % pattern != 0);
        var window = settings.Size("sliding_window", 4096);
        var cap = SoftCap.Read(settings, "attn_logit_softcapping", 0);
        var scale = (float)(1 / Math.Sqrt(settings.Positive("query_pre_attn_scalar", 256)));
        var parts = new DecoderParts(sizes, NormKind.OffsetRootMeanSquare, root);
        return parts.Decoder(
            layer => Gemma.SandwichLayer(
                parts,
                layer,
                parts.WithHeadNorms(layer, parts.Attention(layer, slides[layer] ? local : global, bias, bias)) with
                {
                    Scale = scale,
                    SoftCap = cap,
                    Window = slides[layer] ? window : null,
                },
                parts.Gated(layer, activation)),
            outer.Truth("tie_word_embeddings", settings.Truth("tie_word_embeddings", absent: true)),
            head) with
        {
            EmbeddingScale = Math.Sqrt(sizes.Hidden),
            LogitSoftCap = SoftCap.Read(settings, "final_logit_softcapping", 0),
        };
    }

    private static (IRotaryScaling Global, IRotaryScaling Local) Rotaries(ModelSettings settings, DecoderSizes sizes)
    {
        if (settings.Section("rope_parameters") is { } parameters && parameters.Keys.Any(key => key is LayerWindows.Full or LayerWindows.Sliding))
        {
            return (Kind(LayerWindows.Full, AbsentTheta), Kind(LayerWindows.Sliding, AbsentLocalTheta));

            IRotaryScaling Kind(string key, double theta)
            {
                var scaling = parameters.Section(key);
                return RotaryReader.Read(settings, scaling, sizes.HeadDimension, sizes.ContextLength, scaling?.PositiveOrNull("rope_theta") ?? theta);
            }
        }

        return (
            RotaryReader.Read(settings, sizes.HeadDimension, sizes.ContextLength, AbsentTheta),
            RotaryReader.Read(settings, null, sizes.HeadDimension, sizes.ContextLength, settings.Positive("rope_local_base_freq", AbsentLocalTheta)));
    }
}
