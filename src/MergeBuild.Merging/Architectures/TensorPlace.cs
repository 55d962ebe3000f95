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

    /// <summary>Whether the tensor has a row for each token of the vocabulary.</summary>
    public bool IsVocabulary => Role != TensorRole.Other;

    /// <summary>The tensor's name in another layer.</summary>
    public string NameIn(int? layer) => layer is { } number
        ? Pattern.Replace(LayerMark, number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        : Pattern;
}
