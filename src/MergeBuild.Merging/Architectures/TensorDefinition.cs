using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MergeBuild.Merging.Architectures;

/// <summary>A tensor in an architecture definition.</summary>
public sealed record TensorDefinition
{
    /// <summary>
    /// The name, with <c>{layer}</c> for the layer's number and <c>{part}</c> for the number of an expert, or of
    /// whatever else a layer has several of. A name with numbers in it is one tensor outside of layers.
    /// </summary>
    [JsonRequired]
    public required string Name { get; init; }

    /// <summary>Other names that checkpoints have for it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What the tensor is.</summary>
    public TensorRole Role { get; init; }

    /// <summary>Whether a checkpoint of the architecture may lack it.</summary>
    public bool Optional { get; init; }

    /// <summary>The class names whose checkpoints must have it, where those of other classes may lack it.</summary>
    public ImmutableArray<string> RequiredIn { get; init; } = [];

    /// <summary>Tensors of one group are all in a layer, or none of them: a layer is dense or has experts.</summary>
    public string? Group { get; init; }

    /// <summary>The key of config.json that has the number of parts.</summary>
    public string? Parts { get; init; }

    /// <summary>The tensor that takes its place where the configuration ties word embeddings.</summary>
    public string? TiedTo { get; init; }

    /// <summary>The tensor that takes its place wherever a checkpoint has both.</summary>
    public string? SameAs { get; init; }

    /// <summary>Why the tensor is left out of the result, where it always is.</summary>
    public string? Dropped { get; init; }

    /// <summary>Whether it is in every layer.</summary>
    [JsonIgnore]
    public bool IsLayered => Name.Contains(TensorPlace.LayerMark, StringComparison.Ordinal);

    /// <summary>Whether a checkpoint of a class of the family may lack it.</summary>
    public bool IsOptionalIn(string? architecture) =>
        Optional || (!RequiredIn.IsEmpty && (architecture is null || !RequiredIn.Contains(architecture)));
}
