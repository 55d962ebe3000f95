using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MergeBuild.Merging.Architectures;

/// <summary>A part of a model family with at most one stack of layers, such as an encoder or a vision tower.</summary>
public sealed record ModuleDefinition
{
    /// <summary>The name of the only module of a family that has no parts.</summary>
    public const string DefaultName = "default";

    /// <summary>The name in recipes.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>The key of config.json that has the number of layers; dots lead into nested objects. Null without layers.</summary>
    public string? LayerCount { get; init; }

    /// <summary>Keys that repeat the number of layers where a configuration has them.</summary>
    public ImmutableArray<string> LayerCountCopies { get; init; } = [];

    /// <summary>The keys whose lists have an element for each layer.</summary>
    public ImmutableArray<string> LayerLists { get; init; } = [];

    /// <summary>The keys whose lists have numbers of layers.</summary>
    public ImmutableArray<string> LayerIndexLists { get; init; } = [];

    /// <summary>The tensors in the order of the computation: what stands in front of the first layer belongs to the first slice.</summary>
    [JsonRequired]
    public required ImmutableArray<TensorDefinition> Tensors { get; init; }
}
