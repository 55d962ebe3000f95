using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Architectures;

/// <summary>
/// Tells where a tensor belongs by its name: from the family's definition where there is one, else from the name alone,
/// so that a family that nobody described merges too.
/// </summary>
public sealed class Architecture
{
    // How the families that are in use name their vocabulary matrices.
    private static readonly string[] EmbeddingNames =
        ["embed_tokens", "word_embeddings", "wte", "embed_in", "tok_embeddings", "token_embedding", "shared.weight", ".embeddings.weight"];

    private static readonly string[] HeadNames = ["lm_head", "embed_out", "output.weight", "cls.predictions.decoder", "cls.predictions.bias"];

    private readonly DefinedNames? _names;
    private readonly bool _hasModules;

    /// <summary>Creates the architecture of a model.</summary>
    /// <param name="definition">The family's definition, where it is known.</param>
    /// <param name="tensorNames">The names of the model's tensors; other models' names are understood as ways to write these.</param>
    public Architecture(ArchitectureDefinition? definition, IEnumerable<string> tensorNames)
    {
        ArgumentNullException.ThrowIfNull(tensorNames);
        Definition = definition;
        var layered = tensorNames.Select(name => (Name: name, Layer: NumberedParts.Layer(name))).ToArray();
        _names = definition is null ? null : new DefinedNames(definition, layered.SelectMany(
            tensor => tensor.Layer is { } place ? new[] { tensor.Name, place.Pattern } : [tensor.Name]));
        var stacks = layered.Select(tensor => tensor.Layer?.Stack).OfType<string>().Distinct(StringComparer.Ordinal);
        _hasModules = definition is null && stacks.Take(2).Count() > 1;
        Modules = definition is not null ? [.. definition.Modules.Select(module => module.Name)]
            : [.. layered.Select(tensor => Place(tensor.Name).Module).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The family's definition, or null for an unknown one.</summary>
    public ArchitectureDefinition? Definition { get; }

    /// <summary>
    /// The names of the modules. A family that is not known has one, or where it has several stacks of layers, one for
    /// each and one for all tensors outside of layers.
    /// </summary>
    public ImmutableArray<string> Modules { get; }

    /// <summary>The architecture of a model directory.</summary>
    public static Architecture Of(ModelDirectory model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Architecture(ArchitectureCatalog.Find(model.Config), model.Tensors.Keys);
    }

    /// <summary>Where a tensor belongs.</summary>
    public TensorPlace Place(string tensorName)
    {
        ArgumentNullException.ThrowIfNull(tensorName);
        if (_names?.Find(tensorName) is { } single)
        {
            return Known(single, tensorName, layer: null);
        }

        if (NumberedParts.Layer(tensorName) is not { } numbered)
        {
            return new TensorPlace(tensorName, "", null, RoleOf(tensorName)) { Module = ModuleOf(tensorName, stack: null) };
        }

        return _names?.Find(numbered.Pattern) is { } layered
            ? Known(layered, numbered.Pattern, numbered.Layer)
            : new TensorPlace(numbered.Pattern, numbered.Stack, numbered.Layer, TensorRole.Other) { Module = ModuleOf(tensorName, numbered.Stack) };
    }

    /// <summary>What the definition says of a tensor, or null where it does not know it.</summary>
    public TensorDefinition? Find(TensorPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Definition ?? _names?.Find(place.Pattern)?.Tensor;
    }

    /// <summary>The name that the result has for a tensor of the definition, with marks for layer and part.</summary>
    public string Written(TensorDefinition tensor) => _names?.Written(tensor) ?? tensor.Name;

    /// <summary>Whether the output head is the embedding itself.</summary>
    public bool Ties(ModelConfig? config) =>
        config?.TiesWordEmbeddings ?? config?.Truth("text_config.tie_word_embeddings") ?? Definition?.TiedByDefault ?? false;

    private TensorPlace Known(DefinedName name, string pattern, int? layer)
    {
        var written = NumberedParts.Fill(_names!.Written(name.Tensor), pattern);
        var stack = layer is null ? "" : written[..written.IndexOf(TensorPlace.LayerMark, StringComparison.Ordinal)];
        return new TensorPlace(written, stack, layer, name.Tensor.Role)
        {
            Module = name.Module.Name,
            Definition = name.Tensor,
            IsBeforeLayers = name.IsBeforeLayers,
        };
    }

    private string ModuleOf(string tensorName, string? stack) => Definition is { } definition
        ? definition.Modules.MaxBy(module => module.Tensors.Max(tensor => Written(tensor).AsSpan().CommonPrefixLength(tensorName)))!.Name
        : _hasModules && stack is not null ? stack.TrimEnd('.') : ModuleDefinition.DefaultName;

    private static TensorRole RoleOf(string tensorName) => Contains(tensorName, EmbeddingNames) ? TensorRole.Embedding
        : Contains(tensorName, HeadNames) ? TensorRole.Head
        : TensorRole.Other;

    private static bool Contains(string name, string[] parts) =>
        Array.Exists(parts, part => name.Contains(part, StringComparison.Ordinal));
}
