using System.Collections.Immutable;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Kinship;

/// <summary>The recipe whose plan lists the operands to compare: that of the user, with a method that takes any number of experts.</summary>
internal static class KinshipRecipe
{
    private static readonly ParameterSet WeightOfOne =
        new([new ParameterAssignment("weight", new ParameterValue([new ParameterCondition(null, ["1"], null)]), null)]);

    /// <summary>The recipe, with task vectors where all its slices have a base.</summary>
    public static Recipe Of(Recipe recipe) => recipe with
    {
        Method = new Located<string>(HasBase(recipe) ? "task_arithmetic" : "linear", recipe.Method.Location),
        Parameters = ParameterSet.Empty,
        Modules = [.. recipe.Modules.Select(module => module with
        {
            Parameters = ParameterSet.Empty,
            Slices = [.. module.Slices.Select(slice => slice with { Parameters = ParameterSet.Empty, Sources = Sources(recipe, slice) })],
        })],
    };

    /// <summary>Whether there are task vectors.</summary>
    public static bool HasBase(Recipe recipe) => recipe.BaseModel is not null || recipe.Slices.All(slice => slice.BaseModel is not null);

    private static ImmutableArray<RecipeSource> Sources(Recipe recipe, RecipeSlice slice) => [.. slice.Sources.Select(source => source with
    {
        Parameters = source.Model == (slice.BaseModel ?? recipe.BaseModel) ? ParameterSet.Empty : WeightOfOne,
    })];
}
