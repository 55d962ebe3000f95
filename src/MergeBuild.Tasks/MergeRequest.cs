using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Tasks.Sources;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>What a merge project asks for, as MSBuild evaluated it.</summary>
/// <param name="Items">BaseModel, Expert, MergeSlice, MergeParameter and MergeToken items with their types, in project order.</param>
/// <param name="RecipeFiles">MergeRecipe items.</param>
/// <param name="Properties">The properties that decide the result, where set.</param>
/// <param name="ModelRoot">The folder that model names in a recipe file start from; null for the recipe's own.</param>
internal sealed record MergeRequest(
    ImmutableArray<(string Type, ITaskItem Item)> Items,
    ImmutableArray<ITaskItem> RecipeFiles,
    ImmutableArray<(string Name, string Value)> Properties,
    string? ModelRoot)
{
    private const string SeedProperty = "MergeSeed";

    /// <summary>The request as text: equal lines ask for the same model.</summary>
    public IEnumerable<string> Lines =>
    [
        .. Properties.Select(property => $"{property.Name}={property.Value}"),
        .. RecipeFiles.Select(item => $"MergeRecipe {item.ItemSpec} from {ModelRoot}"),
        .. Items.Select(entry => string.Join(' ', ProjectSource.CustomMetadata(entry.Item)
            .Select(metadata => $"{metadata.Key}=\"{metadata.Value}\"")
            .Prepend($"{entry.Type} {entry.Item.ItemSpec}"))),
    ];

    /// <summary>Reads the stages of the merge: one from the items, or those of the file that the project names.</summary>
    /// <exception cref="MergeBuildException">The project or its recipe has errors (MB1xxx).</exception>
    public ImmutableArray<RecipeStage> ReadStages(ProjectSource source, string directory)
    {
        ArgumentNullException.ThrowIfNull(source);
        return RecipeFiles.IsEmpty
            ? [new RecipeStage(null, ReadItems(source, directory), IsResult: true)]
            : ReadRecipeFile(source, directory);
    }

    /// <summary>The models of the Hub that the project asks for. Of items, nothing else is looked at: a restore does not see them all.</summary>
    /// <exception cref="MergeBuildException">A reference is malformed (MB51xx), or the recipe file has errors (MB1xxx).</exception>
    public ImmutableArray<Located<HubReference>> ReadHubModels(ProjectSource source, string directory) => RecipeFiles.IsEmpty
        ? HubModels.Of(Items.Where(entry => entry.Type is "BaseModel" or "Expert").Select(entry => source.Item(entry.Type, entry.Item)))
        : RecipeFiles.Any(item => YamlRecipe.MayNameHub(Path.GetFullPath(item.ItemSpec, directory))) ? HubModels.Of(ReadRecipeFile(source, directory))
        : [];

    private Recipe ReadItems(ProjectSource source, string directory) => ProjectRecipe.Read(
        [.. Items.Select(entry => source.Item(entry.Type, entry.Item))],
        [.. Properties.Select(property => source.Property(property.Name, property.Value))],
        directory,
        source.Project);

    private ImmutableArray<RecipeStage> ReadRecipeFile(ProjectSource source, string directory)
    {
        var places = RecipeFiles.Select(item => source.Item("MergeRecipe", item).Location ?? source.Project).ToArray();
        var contradictions = Items.Select(entry => entry.Type)
            .Concat(Properties.Select(property => property.Name).Where(name => name != SeedProperty))
            .Distinct()
            .ToArray();
        if (RecipeFiles.Length > 1)
        {
            throw DiagnosticTable.SeveralRecipes.ExceptionAt(places[1], RecipeFiles.Length);
        }

        if (contradictions.Length > 0)
        {
            throw DiagnosticTable.RecipeAndItems.ExceptionAt(places[0], RecipeFiles[0].ItemSpec, string.Join(", ", contradictions));
        }

        var stages = YamlRecipe.ReadAll(Path.GetFullPath(RecipeFiles[0].ItemSpec, directory), ModelRoot);
        return Seed(source) is { } seed
            ? [.. stages.Select(stage => stage with { Recipe = stage.Recipe with { Seed = seed } })]
            : stages;
    }

    // The one choice that a recipe file does not make: its format has no key for it.
    private ulong? Seed(ProjectSource source)
    {
        var text = Properties.FirstOrDefault(property => property.Name == SeedProperty).Value;
        return text is null ? null : ulong.TryParse(text, out var seed)
            ? seed
            : throw DiagnosticTable.RecipeSeedInvalid.ExceptionAt(source.Property(SeedProperty, text).Location, text);
    }
}
