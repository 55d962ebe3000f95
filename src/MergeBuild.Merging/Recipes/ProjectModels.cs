using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Methods;

namespace MergeBuild.Merging.Recipes;

/// <summary>The models of a merge project: their names, their folders, and which metadata they may have.</summary>
internal static class ProjectModels
{
    public const string Expert = "Expert";
    public const string BaseModel = "BaseModel";
    private const string Name = "Name";
    private const string Adapter = "Adapter";

    // Every parameter that an expert can have with some method; whether it fits this project's method is checked later.
    private static readonly ImmutableSortedSet<string> ExpertParameters = MergeMethods.All.Values
        .SelectMany(method => method.Parameters)
        .Select(parameter => parameter.Name)
        .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>The parameter that metadata of a model sets: <c>Weight</c> sets <c>weight</c>; null where it is none.</summary>
    public static string? ParameterOf(string metadata) => ExpertParameters.FirstOrDefault(parameter =>
        string.Equals(parameter.Replace("_", "", StringComparison.Ordinal), metadata.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>All metadata that sets parameters.</summary>
    public static IEnumerable<string> ParameterMetadata => ExpertParameters.Select(MetadataOf);

    /// <summary>Names the models and finds their folders.</summary>
    public static ImmutableArray<RecipeModel> Read(IEnumerable<ProjectItem> items, string directory, DiagnosticBag diagnostics)
    {
        var models = ImmutableArray.CreateBuilder<RecipeModel>();
        foreach (var item in items)
        {
            CheckMetadata(item, diagnostics);
            var path = Folder(directory, item.Include);
            var adapter = item.Find(Adapter) is { } metadata ? new RecipeAdapter(Folder(directory, metadata.Value), metadata.Location) : null;
            var name = adapter is null ? Path.GetFileName(path) : $"{Path.GetFileName(path)}+{Path.GetFileName(adapter.Path)}";
            models.Add(new RecipeModel(DistinctName(item, name, models, diagnostics), path, item.Location) { Adapter = adapter });
        }

        return models.ToImmutable();
    }

    private static string Folder(string directory, string path) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(directory, path)));

    private static string DistinctName(
        ProjectItem item, string folder, ImmutableArray<RecipeModel>.Builder models, DiagnosticBag diagnostics)
    {
        var given = item.Find(Name);
        var name = given?.Value ?? folder;
        if (given is not null && models.Any(model => model.Name == name))
        {
            diagnostics.Report(DiagnosticTable.DuplicateName.At(given.Location, name));
        }

        return ModelNames.MakeDistinct(name, models.Select(model => model.Name));
    }

    private static void CheckMetadata(ProjectItem item, DiagnosticBag diagnostics)
    {
        foreach (var metadata in item.Metadata)
        {
            if (!IsOwn(metadata.Name) && ParameterOf(metadata.Name) is null)
            {
                diagnostics.Report(DiagnosticTable.UnknownMetadata.At(metadata.Location, item.ItemType, metadata.Name,
                    Suggestion.For(metadata.Name, ParameterMetadata.Append(Name).Append(Adapter))));
            }
        }
    }

    private static bool IsOwn(string metadata) =>
        string.Equals(metadata, Name, StringComparison.OrdinalIgnoreCase) || string.Equals(metadata, Adapter, StringComparison.OrdinalIgnoreCase);

    /// <summary>The metadata that sets a parameter.</summary>
    public static string MetadataOf(string parameter) =>
        string.Concat(parameter.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
