using MergeBuild.Diagnostics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>A model that takes part in a merge.</summary>
/// <param name="Name">
/// The name in messages, in the manifest and in the key of random choices. Distinct within a recipe: a model that is
/// listed twice is two models, the second named with <c>#2</c>.
/// </param>
/// <param name="Path">The model directory; for a model of the Hub that is not restored yet, its reference.</param>
/// <param name="Location">Where the user listed it.</param>
public sealed record RecipeModel(string Name, string Path, SourceLocation? Location)
{
    /// <summary>The adapter that the model is taken with, if there is one.</summary>
    public RecipeAdapter? Adapter { get; init; }

    /// <summary>The model of the Hub that it is, if it is one.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The commit of <see cref="Hub"/> that lies in <see cref="Path"/>; null before it is restored.</summary>
    public string? Commit { get; init; }

    /// <summary>The package that it came in, if it came in one.</summary>
    public RecipePackage? Package { get; init; }

    /// <summary>The licence that the project states for the model, where it does; says nothing about how it is merged.</summary>
    public string? License { get; init; }

    /// <summary>The stage whose result the model is, for one that does not exist before that stage has run.</summary>
    public string? Stage { get; init; }

    /// <summary>The recipe that gives this model alone, with its adapter applied.</summary>
    public Recipe ToRecipe() => new()
    {
        Method = new("passthrough", Location),
        Models = [this],
        Slices = [new RecipeSlice([new RecipeSource(0, null, ParameterSet.Empty, Location)], ParameterSet.Empty)],
    };
}
