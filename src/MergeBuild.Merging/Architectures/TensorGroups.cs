namespace MergeBuild.Merging.Architectures;

/// <summary>Sorts tensors into groups by the words that families use in names; vocabularies by their role.</summary>
public static class TensorGroups
{
    // In this order: "post_attention_layernorm" is a norm, and so is "self_attn.q_norm".
    private static readonly (TensorGroup Group, string[] Words)[] Names =
    [
        (TensorGroup.Norm, ["norm", "ln_", ".ln", "layer_norm"]),
        (TensorGroup.Attention, ["attn", "attention", "q_proj", "k_proj", "v_proj", "o_proj", "qkv", "q_lin", "k_lin", "v_lin", "out_lin"]),
        (TensorGroup.Mlp, ["mlp", "ffn", "feed_forward", "experts", "moe", "intermediate", "gate_proj", "up_proj", "down_proj", "fc1", "fc2", "dense_h_to_4h", "dense_4h_to_h", ".output.dense"]),
        (TensorGroup.Embedding, ["embed", "wte", "wpe"]),
        (TensorGroup.Head, ["lm_head", "classifier", "score", "pooler", "cls."]),
    ];

    /// <summary>The name in tables, documents and options, such as <c>mlp</c>.</summary>
    public static string Name(this TensorGroup group) => group switch
    {
        TensorGroup.Embedding => "embed",
        TensorGroup.Attention => "attention",
        TensorGroup.Mlp => "mlp",
        TensorGroup.Norm => "norm",
        TensorGroup.Head => "head",
        _ => "other",
    };

    /// <summary>The group of a tensor.</summary>
    public static TensorGroup Of(TensorPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Role switch
        {
            TensorRole.Embedding => TensorGroup.Embedding,
            TensorRole.Head => TensorGroup.Head,
            _ => Array.Find(Names, entry => Array.Exists(entry.Words, word => place.Pattern.Contains(word, StringComparison.OrdinalIgnoreCase))) is { Words: not null } found
                ? found.Group
                : TensorGroup.Other,
        };
    }
}
