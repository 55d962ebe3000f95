namespace MergeBuild.Checkpoints.Adapters;

/// <summary>Which tensors a configuration lets its adapter have.</summary>
internal static class DeclaredTensors
{
    // PEFT saves these whole, without a word in the configuration, when they were resized or are adapted themselves.
    private static readonly string[] Embeddings = ["embed_tokens", "lm_head"];

    public static bool Contain(AdapterConfig config, AdapterTensorName name) => name.Part switch
    {
        AdapterPart.Whole => IsWhole(config, name.Path),
        AdapterPart.BiasOfB => config.HasFactorBiases,
        AdapterPart.Magnitude => config.HasMagnitudes,
        _ => true,
    };

    private static bool IsWhole(AdapterConfig config, string path)
    {
        if (config.SavesBiases && path.EndsWith(".bias", StringComparison.Ordinal))
        {
            return true;
        }

        if (path.EndsWith(".weight", StringComparison.Ordinal) && Embeddings.Contains(path.Split('.')[^2]))
        {
            return true;
        }

        // A module that is saved whole may have modules of its own.
        for (var end = path.LastIndexOf('.'); end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (config.ModulesToSave.Any(module => path.AsSpan(0, end).EndsWith(module, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
