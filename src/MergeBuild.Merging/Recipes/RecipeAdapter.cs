using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>A LoRA adapter that is applied to a model while it is read.</summary>
/// <param name="Path">The adapter's directory.</param>
/// <param name="Location">Where the user named it.</param>
public sealed record RecipeAdapter(string Path, SourceLocation? Location);
