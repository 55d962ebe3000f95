using System.Collections.Immutable;

namespace MergeBuild.Merging.Planning;

/// <summary>A module whose layers are stacked from slices.</summary>
/// <param name="Module">The module, as the architecture names it.</param>
/// <param name="Layers">Where each layer of the result comes from.</param>
public sealed record StackedModule(string Module, ImmutableArray<LayerOrigin> Layers);
