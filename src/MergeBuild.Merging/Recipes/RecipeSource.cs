using MergeBuild.Diagnostics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>One model's part of a slice.</summary>
/// <param name="Model">Index of the model in <see cref="Recipe.Models"/>.</param>
/// <param name="Layers">The layers taken; null takes all of them.</param>
/// <param name="Parameters">Parameters for this model in this slice.</param>
/// <param name="Location">Where the user wrote it.</param>
public sealed record RecipeSource(int Model, LayerRange? Layers, ParameterSet Parameters, SourceLocation? Location);
