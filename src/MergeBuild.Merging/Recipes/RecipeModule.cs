using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>What is done with a part of the models, such as the encoder.</summary>
/// <param name="Name">The part, as the architecture's definition names it; null stands for the models as a whole.</param>
/// <param name="Slices">The slices of its layers in order. One slice without layer ranges stands for all of them.</param>
/// <param name="Parameters">Parameters for this part alone.</param>
/// <param name="Location">Where the user wrote it.</param>
public sealed record RecipeModule(
    string? Name, ImmutableArray<RecipeSlice> Slices, ParameterSet Parameters, SourceLocation? Location)
{
    /// <summary>Whether layers are chosen, so that the result may have another number of them.</summary>
    public bool IsStacked => Slices.Any(slice => slice.Sources.Any(source => source.Layers is not null));
}
