using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>Parts under the names that Llama gave them and most families kept.</summary>
/// <param name="sizes">The sizes.</param>
/// <param name="norm">The kind of normalisation.</param>
/// <param name="root">What tensor names begin with.</param>
internal sealed class DecoderParts(DecoderSizes sizes, NormKind norm = NormKind.RootMeanSquare, string root = "model.")
{
    /// <summary>The name of a layer's module.</summary>
    public string Name(int layer, string module) => $"{root}layers.{layer}.{module}";

    public NormSource Norm(int layer, string module, int? width = null) => new(norm, Name(layer, module), width ?? sizes.Hidden, sizes.Epsilon);

    public ProjectionSource Projection(int layer, string module, int outputs, int inputs, bool bias = false) => new(Name(layer, module) + ".weight", outputs, inputs)
    {
        Bias = bias ? Name(layer, module) + ".bias" : null,
    };

    /// <summary>Attention with separate projections.</summary>
    public AttentionSource Attention(int layer, IRotaryScaling rotary, bool bias = false, bool outputBias = false)
    {
        var (width, narrow) = (sizes.Heads * sizes.HeadDimension, sizes.KeyValueHeads * sizes.HeadDimension);
        return new AttentionSource
        {
            Query = Projection(layer, "self_attn.q_proj", width, sizes.Hidden, bias),
            Key = Projection(layer, "self_attn.k_proj", narrow, sizes.Hidden, bias),
            Value = Projection(layer, "self_attn.v_proj", narrow, sizes.Hidden, bias),
            Output = Projection(layer, "self_attn.o_proj", sizes.Hidden, width, outputBias),
            HeadCount = sizes.Heads,
            KeyValueHeadCount = sizes.KeyValueHeads,
            HeadDimension = sizes.HeadDimension,
            Scale = (float)(1 / Math.Sqrt(sizes.HeadDimension)),
            Rotary = rotary,
        };
    }

    /// <summary>Queries and keys normalised head by head.</summary>
    public AttentionSource WithHeadNorms(int layer, AttentionSource attention) => attention with
    {
        QueryNorm = Norm(layer, "self_attn.q_norm", sizes.HeadDimension),
        KeyNorm = Norm(layer, "self_attn.k_norm", sizes.HeadDimension),
    };

    /// <summary>A gated block.</summary>
    public DenseSource Gated(int layer, ActivationKind activation, bool bias = false, string module = "mlp", int? intermediate = null)
    {
        var width = intermediate ?? sizes.Intermediate;
        return new DenseSource(
            Projection(layer, module + ".gate_proj", width, sizes.Hidden, bias),
            Projection(layer, module + ".up_proj", width, sizes.Hidden, bias),
            Projection(layer, module + ".down_proj", sizes.Hidden, width, bias),
            activation);
    }

    /// <summary>A layer with the two norms of Llama.</summary>
    public LayerSource Layer(int layer, AttentionSource attention, FeedForwardSource feedForward) => new()
    {
        AttentionNorm = Norm(layer, "input_layernorm"),
        Attention = attention,
        FeedForwardNorm = Norm(layer, "post_attention_layernorm"),
        FeedForward = feedForward,
    };

    /// <summary>The whole model.</summary>
    /// <param name="layer">Declares a layer.</param>
    /// <param name="tied">Whether the head is the embedding.</param>
    /// <param name="head">The tensor of the head.</param>
    public DecoderSource Decoder(Func<int, LayerSource> layer, bool tied, string head = "lm_head.weight") => new()
    {
        Embedding = new ProjectionSource(root + "embed_tokens.weight", sizes.Vocabulary, sizes.Hidden),
        Layers = [.. Enumerable.Range(0, sizes.Layers).Select(layer)],
        FinalNorm = new NormSource(norm, root + "norm", sizes.Hidden, sizes.Epsilon),
        Head = tied ? null : new ProjectionSource(head, sizes.Vocabulary, sizes.Hidden),
        ContextLength = sizes.ContextLength,
    };
}
