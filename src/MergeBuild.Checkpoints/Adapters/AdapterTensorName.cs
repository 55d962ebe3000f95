namespace MergeBuild.Checkpoints.Adapters;

/// <summary>The name of a tensor of an adapter, taken apart.</summary>
/// <param name="Path">The module's path in the base; of a whole tensor, the tensor's.</param>
/// <param name="Part">What of the module it is.</param>
internal readonly record struct AdapterTensorName(string Path, AdapterPart Part)
{
    /// <summary>What PEFT puts before the names of its base.</summary>
    public const string Prefix = "base_model.model.";

    private static readonly (string Suffix, AdapterPart Part)[] Suffixes =
    [
        (".lora_A.weight", AdapterPart.A),
        (".lora_B.weight", AdapterPart.B),
        (".lora_B.bias", AdapterPart.BiasOfB),
        (".lora_embedding_A", AdapterPart.EmbeddingA),
        (".lora_embedding_B", AdapterPart.EmbeddingB),
        (".lora_magnitude_vector", AdapterPart.Magnitude),
        (".lora_magnitude_vector.weight", AdapterPart.Magnitude),
    ];

    // Wrappers that PEFT puts between a module and its parameters, and does not always strip when it saves.
    private static readonly string[] Wrappers = [".base_layer.", ".modules_to_save."];

    /// <summary>The name that PEFT gives a part of a module.</summary>
    public static string Of(string module, AdapterPart part) => Prefix + module + Array.Find(Suffixes, suffix => suffix.Part == part).Suffix;

    /// <summary>Takes a name apart; null where it is none that PEFT gives.</summary>
    public static AdapterTensorName? Parse(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var path = name[Prefix.Length..];
        foreach (var (suffix, part) in Suffixes)
        {
            if (path.Length > suffix.Length && path.EndsWith(suffix, StringComparison.Ordinal))
            {
                return new AdapterTensorName(path[..^suffix.Length], part);
            }
        }

        foreach (var wrapper in Wrappers)
        {
            var at = path.LastIndexOf(wrapper, StringComparison.Ordinal);
            path = at < 0 ? path : $"{path[..at]}.{path[(at + wrapper.Length)..]}";
        }

        return path.Contains("lora_", StringComparison.Ordinal) ? null : new AdapterTensorName(path, AdapterPart.Whole);
    }
}
