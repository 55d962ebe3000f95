using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Architectures;

/// <summary>
/// Tells where a tensor belongs by its name: from the family's definition where there is one, else from the name alone,
/// so that a family that nobody described merges too.
/// </summary>
public sealed partial class Architecture
{
    // How the families that are in use name their vocabulary matrices.
    private static readonly string[] EmbeddingNames =
        ["embed_tokens", "word_embeddings", "wte", "embed_in", "tok_embeddings", "token_embedding", "shared.weight", ".embeddings.weight"];

    private static readonly string[] HeadNames = ["lm_head", "embed_out", "output.weight", "cls.predictions.decoder", "cls.predictions.bias"];

    private readonly FrozenDictionary<string, TensorDefinition> _tensors;

    /// <summary>Creates the architecture of a model.</summary>
    public Architecture(ArchitectureDefinition? definition)
    {
        Definition = definition;
        _tensors = (definition?.Tensors ?? []).ToFrozenDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The family's definition, or null for an unknown one.</summary>
    public ArchitectureDefinition? Definition { get; }

    /// <summary>The architecture of a model directory.</summary>
    public static Architecture Of(ModelDirectory model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Architecture(ArchitectureCatalog.Find(model.Config));
    }

    /// <summary>Where a tensor belongs.</summary>
    public TensorPlace Place(string tensorName)
    {
        ArgumentNullException.ThrowIfNull(tensorName);

        // The first number between dots, as in "model.layers.12.mlp", is the layer's.
        var match = LayerNumber().Match(tensorName);
        if (!match.Success || tensorName.Contains(TensorPlace.LayerMark, StringComparison.Ordinal) || !int.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var layer))
        {
            return new TensorPlace(tensorName, "", null, RoleOf(tensorName));
        }

        var stack = tensorName[..match.Index];
        var pattern = stack + TensorPlace.LayerMark + tensorName[(match.Index + match.Length)..];
        return new TensorPlace(pattern, stack, layer, TensorRole.Other);
    }

    /// <summary>What the definition says of a tensor, or null where it does not know it.</summary>
    public TensorDefinition? Find(TensorPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return _tensors.GetValueOrDefault(place.Pattern);
    }

    /// <summary>Whether the output head is the embedding itself.</summary>
    public bool Ties(ModelConfig? config) => config?.TiesWordEmbeddings ?? Definition?.TiedByDefault ?? false;

    private TensorRole RoleOf(string tensorName)
    {
        if (_tensors.TryGetValue(tensorName, out var definition))
        {
            return definition.Role;
        }

        return Contains(tensorName, EmbeddingNames) ? TensorRole.Embedding
            : Contains(tensorName, HeadNames) ? TensorRole.Head
            : TensorRole.Other;
    }

    private static bool Contains(string name, string[] parts) =>
        Array.Exists(parts, part => name.Contains(part, StringComparison.Ordinal));

    // No leading zeros: two names must not have one place.
    [GeneratedRegex(@"(?<=(^|\.))(0|[1-9][0-9]*)(?=\.)", RegexOptions.CultureInvariant)]
    private static partial Regex LayerNumber();
}
