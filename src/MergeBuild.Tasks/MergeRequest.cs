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
    public ImmutableArray<RecipeStage> ReadStages(ProjectSource source, string projectFile) => WithPlaces(source, projectFile).ReadStages();

    /// <summary>The request free of MSBuild, each item and property with its place.</summary>
    public ProjectRequest WithPlaces(ProjectSource source, string projectFile)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ProjectRequest
        {
            Project = projectFile,
            Location = source.Project,
            Items = [.. Items.Select(entry => source.Item(entry.Type, entry.Item))],
            RecipeFiles = [.. RecipeFiles.Select(item => source.Item("MergeRecipe", item))],
            Properties = [.. Properties.Select(property => source.Property(property.Name, property.Value))],
            ModelRoot = ModelRoot,
        };
    }

    /// <summary>The models of the Hub that the project asks for. Of items, nothing else is looked at: a restore does not see them all.</summary>
    /// <exception cref="MergeBuildException">A reference is malformed (MB51xx), or the recipe file has errors (MB1xxx).</exception>
    public ImmutableArray<Located<HubReference>> ReadHubModels(ProjectSource source, string projectFile) => RecipeFiles.IsEmpty
        ? HubModels.Of(Items.Where(entry => entry.Type is "BaseModel" or "Expert").Select(entry => source.Item(entry.Type, entry.Item)))
        : RecipeFiles.Any(item => MayNameHub(Path.GetFullPath(item.ItemSpec, Path.GetDirectoryName(projectFile)!))) ? HubModels.Of(ReadStages(source, projectFile))
        : [];

    // A recipe that is missing is the merge's to report, together with what the project says besides.
    private static bool MayNameHub(string path) => File.Exists(path) && YamlRecipe.MayNameHub(path);
}
