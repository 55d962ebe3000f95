using System.Collections.Immutable;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Planning;

/// <summary>A tensor of the result before its sources are looked up.</summary>
/// <param name="Name">The tensor's name in the result.</param>
/// <param name="Place">Where it belongs in the result.</param>
/// <param name="Position">Where its layer lies in its slice, from 0 to 1, for gradients.</param>
/// <param name="Module">The part of the recipe that it comes from.</param>
/// <param name="Slice">The slice that it comes from.</param>
/// <param name="Sources">The slice's sources with the layer taken from each.</param>
/// <param name="BaseModel">The base model, for methods that compute relative to one.</param>
/// <param name="BaseLayer">The layer taken from a base model that is not among the sources.</param>
internal sealed record OutputSlot(
    string Name, TensorPlace Place, double Position, RecipeModule Module, RecipeSlice Slice,
    ImmutableArray<(RecipeSource Source, int? Layer)> Sources, int? BaseModel, int? BaseLayer);
