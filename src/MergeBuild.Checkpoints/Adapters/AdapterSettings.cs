using System.Collections.Frozen;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>The keys that an adapter_config.json may have, by what they mean for the weights that are stored beside it.</summary>
internal static class AdapterSettings
{
    /// <summary>Settings that decide how the weights are applied; each is read.</summary>
    public static readonly FrozenSet<string> Read = new[]
    {
        "peft_type", "r", "lora_alpha", "use_rslora", "use_dora", "fan_in_fan_out", "bias", "lora_bias", "modules_to_save",
        "rank_pattern", "alpha_pattern", "init_lora_weights",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Settings of any value: they steer training or loading, and what they chose shows in the tensors.</summary>
    public static readonly FrozenSet<string> WithoutEffect = new[]
    {
        "auto_mapping", "base_model_name_or_path", "eva_config", "exclude_modules", "inference_mode", "layers_pattern",
        "layers_to_transform", "lora_dropout", "megatron_core", "merge_weights", "peft_version", "qalora_group_size", "revision",
        "target_modules", "task_type", "unsloth_fixed",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Settings that must be off, and what they would do.</summary>
    public static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["alora_invocation_tokens"] = "an activated LoRA acts on some tokens only, and no single set of weights does the same",
        ["arrow_config"] = "the adapter is chosen anew for each token",
        ["corda_config"] = "CorDA changes the base that the adapter is relative to",
        ["enable_lora"] = "fused projections of which only parts are adapted are of a file format that PEFT gave up",
        ["ensure_weight_tying"] = "one adapter acts on tied layers",
        ["layer_replication"] = "the adapter repeats layers of its base",
        ["loftq_config"] = "LoftQ quantises the base that the adapter is relative to",
        ["lora_ga_config"] = "LoRA-GA changes the base that the adapter is relative to",
        ["megatron_config"] = "the factors are split as Megatron splits them",
        ["target_parameters"] = "parameters are adapted that belong to no linear layer",
        ["trainable_token_indices"] = "single rows of embeddings are trained",
        ["use_bdlora"] = "the factors are block-diagonal",
        ["use_qalora"] = "the inputs of the factors are pooled in groups",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Initialisations that leave the base as it is.</summary>
    public static readonly FrozenSet<string> PlainInitializations =
        new[] { "gaussian", "eva", "orthogonal" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
