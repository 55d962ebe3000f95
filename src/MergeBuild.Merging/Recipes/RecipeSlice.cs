using System.Collections.Immutable;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>A run of consecutive layers of the result.</summary>
/// <param name="Sources">The layers that are merged into it; all ranges have the same length.</param>
/// <param name="Parameters">Parameters for this slice alone.</param>
public sealed record RecipeSlice(ImmutableArray<RecipeSource> Sources, ParameterSet Parameters)
{
    /// <summary>The base model of this slice, one of its sources, where it is not the recipe's.</summary>
    public int? BaseModel { get; init; }
}
