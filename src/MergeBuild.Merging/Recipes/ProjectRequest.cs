using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// What a merge project asks for, as MSBuild evaluated it and free of MSBuild. The target <c>WriteMergeRequest</c> writes it for
/// the tool, in the form of <see cref="ProjectRequestJson"/>.
/// </summary>
public sealed record ProjectRequest
{
    private const string SeedProperty = "MergeSeed";

    /// <summary>The full path of the project.</summary>
    public required string Project { get; init; }

    /// <summary>Where errors that belong to no single line are shown.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>BaseModel, Expert, MergeSlice, MergeParameter and MergeToken items, in project order.</summary>
    public required ImmutableArray<ProjectItem> Items { get; init; }

    /// <summary>MergeRecipe items.</summary>
    public ImmutableArray<ProjectItem> RecipeFiles { get; init; } = [];

    /// <summary>The properties that decide the result, where set.</summary>
    public required ImmutableArray<ProjectValue> Properties { get; init; }

    /// <summary>The folder that model names in a recipe file start from; null for the recipe's own.</summary>
    public string? ModelRoot { get; init; }

    /// <summary>EvaluationSuite items with all their metadata.</summary>
    public ImmutableArray<ProjectItem> Suites { get; init; } = [];

    /// <summary>Full paths of what the build writes and keeps.</summary>
    public ProjectPlaces Places { get; init; } = ProjectPlaces.None;

    /// <summary>The project's folder.</summary>
    public string Directory => Path.GetDirectoryName(Project)!;

    /// <summary>Reads the stages of the merge: one from the items, or those of the file that the project names.</summary>
    /// <exception cref="MergeBuildException">The project or its recipe has errors (MB1xxx).</exception>
    public ImmutableArray<RecipeStage> ReadStages() => RecipeFiles.IsEmpty
        ? [new RecipeStage(null, ProjectRecipe.Read(Items, Properties, Directory, Location), IsResult: true)]
        : ReadRecipeFile();

    private ImmutableArray<RecipeStage> ReadRecipeFile()
    {
        var contradictions = Items.Select(item => item.ItemType)
            .Concat(Properties.Select(property => property.Name).Where(name => name != SeedProperty))
            .Distinct()
            .ToArray();
        if (RecipeFiles.Length > 1)
        {
            throw DiagnosticTable.SeveralRecipes.ExceptionAt(RecipeFiles[1].Location ?? Location, RecipeFiles.Length);
        }

        if (contradictions.Length > 0)
        {
            throw DiagnosticTable.RecipeAndItems.ExceptionAt(RecipeFiles[0].Location ?? Location, RecipeFiles[0].Include, string.Join(", ", contradictions));
        }

        var stages = YamlRecipe.ReadAll(Path.GetFullPath(RecipeFiles[0].Include, Directory), ModelRoot);
        return Seed() is { } seed ? [.. stages.Select(stage => stage with { Recipe = stage.Recipe with { Seed = seed } })] : stages;
    }

    // The one choice that a recipe file does not make: its format has no key for it.
    private ulong? Seed()
    {
        var property = Properties.FirstOrDefault(property => property.Name == SeedProperty);
        return property is null ? null : ulong.TryParse(property.Value, out var seed)
            ? seed
            : throw DiagnosticTable.RecipeSeedInvalid.ExceptionAt(property.Location, property.Value);
    }
}
