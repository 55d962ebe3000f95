using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MergeBuild.Merging.Architectures;

/// <summary>What is known of a model family; one JSON file in <c>Definitions</c> each.</summary>
public sealed record ArchitectureDefinition
{
    /// <summary>The values of <c>model_type</c> in config.json that it holds for.</summary>
    [JsonRequired]
    public required ImmutableArray<string> ModelTypes { get; init; }

    /// <summary>The class names that it holds for; empty for all of the model types.</summary>
    public ImmutableArray<string> Architectures { get; init; } = [];

    /// <summary>The key of config.json that has the size of the vocabulary.</summary>
    public string VocabularySize { get; init; } = "vocab_size";

    /// <summary>Whether word embeddings are tied where config.json does not say.</summary>
    public bool TiedByDefault { get; init; }

    /// <summary>
    /// Other ways in which checkpoints of the family write its names: beginnings of names, and what stands in their
    /// place. A checkpoint that was saved from the base class alone has <c>wte.weight</c> for <c>transformer.wte.weight</c>.
    /// </summary>
    public ImmutableArray<ImmutableDictionary<string, string>> Forms { get; init; } = [];

    /// <summary>The parts that a recipe can treat each in its own way; most families have one.</summary>
    [JsonRequired]
    public required ImmutableArray<ModuleDefinition> Modules { get; init; }

    /// <summary>The tensors of all modules.</summary>
    [JsonIgnore]
    public IEnumerable<TensorDefinition> Tensors => Modules.SelectMany(module => module.Tensors);
}
