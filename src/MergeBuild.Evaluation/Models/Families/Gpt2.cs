using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>GPT-2 (Radford et al., 2019): learned positions, layer normalisation, matrices stored the other way round.</summary>
internal static class Gpt2
{
    public static DecoderSource Describe(FamilyContext context)
    {
        var settings = context.Settings;
        var (hidden, heads, layers, positions) =
            (settings.Size("n_embd"), settings.Size("n_head"), settings.Parts("n_layer"), settings.Size("n_positions", 1024));
        if (hidden % heads != 0)
        {
            throw settings.Invalid("n_head", $"a divisor of n_embd, {hidden}");
        }

        // The first checkpoints were saved without the name of the module around the layers.
        var root = context.HasTensor("transformer.wte.weight") ? "transformer." : "";
        var inner = settings.Size("n_inner", 4 * hidden);
        var activation = ActivationNames.Read(settings, "activation_function", "gelu_new");
        var epsilon = (float)settings.Positive("layer_norm_epsilon", 1e-5);
        var vocabulary = settings.Size("vocab_size");
        return new DecoderSource
        {
            Embedding = new ProjectionSource(root + "wte.weight", vocabulary, hidden),
            Positions = new ProjectionSource(root + "wpe.weight", positions, hidden),
            Layers = [.. Enumerable.Range(0, layers).Select(Layer)],
            FinalNorm = new NormSource(NormKind.Layer, root + "ln_f", hidden, epsilon),
            Head = settings.Truth("tie_word_embeddings", absent: true) ? null : new ProjectionSource("lm_head.weight", vocabulary, hidden),
            ContextLength = positions,
        };

        LayerSource Layer(int layer)
        {
            var name = $"{root}h.{layer}.";
            var fused = Projection(name + "attn.c_attn", hidden, hidden) with { StoredOutputs = 3 * hidden };
            return new LayerSource
            {
                AttentionNorm = new NormSource(NormKind.Layer, name + "ln_1", hidden, epsilon),
                Attention = new AttentionSource
                {
                    Query = fused,
                    Key = fused with { FirstOutput = hidden },
                    Value = fused with { FirstOutput = 2 * hidden },
                    Output = Projection(name + "attn.c_proj", hidden, hidden),
                    HeadCount = heads,
                    KeyValueHeadCount = heads,
                    HeadDimension = hidden / heads,
                    Scale = (float)Scale(settings, hidden / heads, layer),
                },
                FeedForwardNorm = new NormSource(NormKind.Layer, name + "ln_2", hidden, epsilon),
                FeedForward = new DenseSource(null, Projection(name + "mlp.c_fc", inner, hidden), Projection(name + "mlp.c_proj", hidden, inner), activation),
            };
        }
    }

    private static double Scale(ModelSettings settings, int dimension, int layer)
    {
        var scale = settings.Truth("scale_attn_weights", absent: true) ? 1 / Math.Sqrt(dimension) : 1;
        return settings.Truth("scale_attn_by_inverse_layer_idx", absent: false) ? scale / (layer + 1) : scale;
    }

    private static ProjectionSource Projection(string module, int outputs, int inputs) => new(module + ".weight", outputs, inputs)
    {
        Bias = module + ".bias",
        IsTransposed = true,
    };
}
