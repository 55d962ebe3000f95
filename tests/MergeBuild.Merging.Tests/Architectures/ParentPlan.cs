using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tests.Architectures;

/// <summary>Plans the merge of whole models that changes nothing but the mean.</summary>
internal static class ParentPlan
{
    public static MergePlan Of(params string[] paths) => MergePlanner.Plan(new Recipe
    {
        Method = new Located<string>("linear", null),
        Models = [.. paths.Select(path => new RecipeModel(Path.GetFileName(path), path, null))],
        Slices = [new RecipeSlice([.. paths.Select((_, i) => new RecipeSource(i, null, ParameterSet.Empty, null))], ParameterSet.Empty)],
        Parameters = new ParameterSet([new ParameterAssignment("weight", new ParameterValue([new ParameterCondition(null, ["1"], null)]), null)]),
    });
}
