using System.Text.Json.Serialization;

namespace MergeBuild.Merging.Architectures;

/// <summary>A tensor in an architecture definition.</summary>
public sealed record TensorDefinition
{
    /// <summary>The name, with <c>{layer}</c> for the layer's number.</summary>
    [JsonRequired]
    public required string Name { get; init; }

    /// <summary>What the tensor is.</summary>
    public TensorRole Role { get; init; }

    /// <summary>Whether a checkpoint of the architecture may lack it.</summary>
    public bool Optional { get; init; }

    /// <summary>The tensor that takes its place where the configuration ties word embeddings.</summary>
    public string? TiedTo { get; init; }

    /// <summary>Why the tensor is left out of the result, where it always is.</summary>
    public string? Dropped { get; init; }
}
