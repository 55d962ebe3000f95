namespace MergeBuild.Checkpoints.Adapters;

/// <summary>
/// What an <c>adapter_config.json</c> of PEFT says about the weights beside it. Settings that only steer training are
/// not kept. See https://huggingface.co/docs/peft/package_reference/lora.
/// </summary>
public sealed record AdapterConfig
{
    /// <summary>The file's name in an adapter directory.</summary>
    public const string FileName = "adapter_config.json";

    /// <summary>The rank of modules that no pattern matches.</summary>
    public required int Rank { get; init; }

    /// <summary>The alpha of modules that no pattern matches.</summary>
    public required double Alpha { get; init; }

    /// <summary>Ranks of their own, by module.</summary>
    public required ModulePatterns<int> RankPatterns { get; init; }

    /// <summary>Alphas of their own, by module.</summary>
    public required ModulePatterns<double> AlphaPatterns { get; init; }

    /// <summary>Whether the scaling is alpha / √rank (rsLoRA) instead of alpha / rank.</summary>
    public bool IsRankStabilized { get; init; }

    /// <summary>Whether weights are decomposed into magnitude and direction (DoRA).</summary>
    public bool HasMagnitudes { get; init; }

    /// <summary>Whether layers store their weights as inputs × outputs, as GPT-2's do.</summary>
    public bool IsFanInFanOut { get; init; }

    /// <summary>Whether trained biases of the base are saved whole.</summary>
    public bool SavesBiases { get; init; }

    /// <summary>Whether the factors B have biases.</summary>
    public bool HasFactorBiases { get; init; }

    /// <summary>Ends of the paths of modules that are saved whole.</summary>
    public required IReadOnlyCollection<string> ModulesToSave { get; init; }

    /// <summary>The rank of a module.</summary>
    public int RankOf(string module) => RankPatterns.TryFind(module, out var rank) ? rank : Rank;

    /// <summary>The alpha of a module.</summary>
    public double AlphaOf(string module) => AlphaPatterns.TryFind(module, out var alpha) ? alpha : Alpha;

    /// <summary>What B·A of a module is multiplied by: alpha / rank, or alpha / √rank.</summary>
    public double ScalingOf(string module) =>
        AlphaOf(module) / (IsRankStabilized ? Math.Sqrt(RankOf(module)) : RankOf(module));
}
