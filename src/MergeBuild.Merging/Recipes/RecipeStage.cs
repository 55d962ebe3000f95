namespace MergeBuild.Merging.Recipes;

/// <summary>One merge of a recipe that has several, whose results are parents of one another.</summary>
/// <param name="Name">The name by which other stages take its result; null for a stage that none can take.</param>
/// <param name="Recipe">What is merged. Models with a <see cref="RecipeModel.Stage"/> are results of earlier stages.</param>
/// <param name="IsResult">Whether it gives the result of the whole recipe.</param>
public sealed record RecipeStage(string? Name, Recipe Recipe, bool IsResult);
