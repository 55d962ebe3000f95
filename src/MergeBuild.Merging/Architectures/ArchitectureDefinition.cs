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

    /// <summary>The key of config.json that has the number of layers.</summary>
    [JsonRequired]
    public required string LayerCount { get; init; }

    /// <summary>The keys of config.json whose lists have an element for each layer.</summary>
    public ImmutableArray<string> LayerLists { get; init; } = [];

    /// <summary>The key of config.json that has the size of the vocabulary.</summary>
    public string VocabularySize { get; init; } = "vocab_size";

    /// <summary>Whether word embeddings are tied where config.json does not say.</summary>
    public bool TiedByDefault { get; init; }

    /// <summary>The tensors.</summary>
    [JsonRequired]
    public required ImmutableArray<TensorDefinition> Tensors { get; init; }
}
