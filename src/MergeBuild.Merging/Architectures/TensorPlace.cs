using System.Globalization;

namespace MergeBuild.Merging.Architectures;

/// <summary>Where a tensor belongs in its model.</summary>
/// <param name="Pattern">The name, with <c>{layer}</c> for the layer's number.</param>
/// <param name="Stack">The part of the pattern in front of <c>{layer}</c>: which stack of layers; empty outside of layers.</param>
/// <param name="Layer">The layer's number, or null outside of layers.</param>
/// <param name="Role">What the tensor is.</param>
public sealed record TensorPlace(string Pattern, string Stack, int? Layer, TensorRole Role)
{
    /// <summary>What stands for the layer's number in patterns.</summary>
    public const string LayerMark = "{layer}";

    /// <summary>What stands for the number of an expert in definitions.</summary>
    public const string PartMark = "{part}";

    /// <summary>The name of the module that it is part of.</summary>
    public string Module { get; init; } = ModuleDefinition.DefaultName;

    /// <summary>What the family's definition says of it; null where it is not known.</summary>
    public TensorDefinition? Definition { get; init; }

    /// <summary>Whether it takes part in the computation before the first layer does.</summary>
    public bool IsBeforeLayers { get; init; } = Role == TensorRole.Embedding;

    /// <summary>Whether the tensor has a row for each token of the vocabulary.</summary>
    public bool IsVocabulary => Role != TensorRole.Other;

    /// <summary>The tensor's name in another layer.</summary>
    public string NameIn(int? layer) => layer is { } number
        ? Pattern.Replace(LayerMark, number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        : Pattern;
}
