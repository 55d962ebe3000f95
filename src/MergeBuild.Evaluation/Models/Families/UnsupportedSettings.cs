using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>
/// Settings of other families that change what a model computes. A file of a supported family that sets one of them to
/// more than its neutral value describes something else, and ignoring it would give figures of another model.
/// </summary>
internal static class UnsupportedSettings
{
    // Off when null or false.
    private static readonly string[] Switches =
    [
        "add_cross_attention", "alibi", "attention_chunk_size", "attention_multiplier", "attn_temperature_tuning",
        "clip_qkv", "cross_attention_freq", "embedding_multiplier", "hc_mult", "index_topk", "is_decoder",
        "is_encoder_decoder", "kv_lora_rank", "lm_head_multiplier", "logit_scale", "logits_scaling", "mla_config",
        "mup_width_multiplier", "no_rope_layers", "num_kv_shared_layers", "parallel_attn", "q_lora_rank", "qk_norm",
        "quantization_config", "residual_multiplier", "rope_interleave", "scale_depth", "scale_emb",
        "use_bidirectional_attention", "use_mla", "use_mrope", "use_parallel_residual", "use_qk_norm",
    ];

    private static readonly (string Key, string[] Families)[] OfSomeFamilies =
    [
        ("attn_logit_softcapping", ["gemma2", "gemma3", "gemma3_text"]),
        ("final_logit_softcapping", ["gemma2", "gemma3", "gemma3_text"]),
        ("query_pre_attn_scalar", ["gemma2", "gemma3", "gemma3_text"]),
        ("num_local_experts", ["mixtral"]),
        ("num_experts", ["qwen3_moe"]),
        ("use_sliding_window", ["qwen2", "qwen3", "qwen3_moe"]),
        ("mlp_bias", ["llama"]),
        ("attention_bias", ["llama", "qwen3", "qwen3_moe", "gemma", "gemma2", "gemma3", "gemma3_text", "olmo2"]),
        ("rope_scaling", [.. DecoderFamilies.ModelTypes.Except(["gpt2"])]),
        ("rope_parameters", [.. DecoderFamilies.ModelTypes.Except(["gpt2"])]),
    ];

    /// <summary>Refuses what the family does not have.</summary>
    public static void Check(ModelSettings settings, string modelType)
    {
        foreach (var key in Switches)
        {
            settings.RefuseUnlessNeutral(key, false);
        }

        foreach (var (key, _) in OfSomeFamilies.Where(pair => !pair.Families.Contains(modelType)))
        {
            settings.RefuseUnlessNeutral(key, false);
        }

        if (modelType != "phi3")
        {
            settings.RefuseUnlessNeutral("partial_rotary_factor", 1, 1.0);
        }

        if (modelType is not ("qwen2" or "qwen3" or "gemma2" or "gemma3" or "gemma3_text"))
        {
            CheckLayersAreAlike(settings);
        }
    }

    private static void CheckLayersAreAlike(ModelSettings settings)
    {
        var types = settings.Texts("layer_types") ?? [];
        if (types.Distinct().Count() > 1 || types.Any(type => type is not (LayerWindows.Full or LayerWindows.Sliding)))
        {
            throw settings.NotSupported("layer_types", "layers of this model type are all alike");
        }
    }
}
