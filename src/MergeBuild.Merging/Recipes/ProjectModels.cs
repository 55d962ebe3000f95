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
    private const string Revision = "Revision";
    private const string License = "License";

    // What a resolved reference to a package carries; no one writes them by hand.
    private const string PackageId = "MergePackageId";
    private const string PackageVersion = "MergePackageVersion";
    private const string PackageContentHash = "MergePackageContentHash";
    private static readonly string[] Own = [Name, Adapter, Revision, License];
    private static readonly string[] Resolved = [PackageId, PackageVersion, PackageContentHash];

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
        var names = new ModelNames();
        foreach (var item in items)
        {
            CheckMetadata(item, diagnostics);
            var hub = HubOf(item, diagnostics);
            var path = hub?.ToString() ?? Folder(directory, item.Include);
            var adapter = item.Find(Adapter) is { } metadata ? AdapterOf(metadata, directory, diagnostics) : null;
            var package = PackageOf(item);
            var model = package?.Id ?? NameOf(hub, path);
            var name = adapter is null ? model : $"{model}+{NameOf(adapter.Hub, adapter.Path)}";
            models.Add(new RecipeModel(DistinctName(item, name, names, diagnostics), path, item.Location)
            {
                Adapter = adapter, Hub = hub, Package = package, License = item.Find(License)?.Value,
            });
        }

        return models.ToImmutable();
    }

    /// <summary>The models of the Hub that an item asks for, with the places where it names them; reports those that are none.</summary>
    public static IEnumerable<(HubReference Reference, SourceLocation? Location)> HubModelsOf(ProjectItem item, DiagnosticBag diagnostics)
    {
        if (HubOf(item, diagnostics) is { } model)
        {
            yield return (model, item.Location);
        }

        if (item.Find(Adapter) is { } adapter && HubReference.IsReference(adapter.Value) &&
            HubReference.Read(adapter.Value, adapter.Location, diagnostics) is { } reference)
        {
            yield return (reference, adapter.Location);
        }
    }

    private static HubReference? HubOf(ProjectItem item, DiagnosticBag diagnostics)
    {
        var revision = item.Find(Revision);
        if (!HubReference.IsReference(item.Include))
        {
            if (revision is not null)
            {
                diagnostics.Report(DiagnosticTable.HubReferenceInvalid.At(revision.Location, item.Include, "it is a folder, and a folder has no revisions"));
            }

            return null;
        }

        if (revision is null)
        {
            return HubReference.Read(item.Include, item.Location, diagnostics);
        }

        if (item.Include.Contains('@', StringComparison.Ordinal))
        {
            diagnostics.Report(DiagnosticTable.HubRevisionTwice.At(revision.Location, item.Include, revision.Value));
            return null;
        }

        return HubReference.Read(item.Include, item.Location, diagnostics) is null ? null
            : HubReference.Read($"{item.Include}@{revision.Value}", revision.Location, diagnostics);
    }

    private static RecipeAdapter AdapterOf(ProjectValue metadata, string directory, DiagnosticBag diagnostics) =>
        HubReference.IsReference(metadata.Value) && HubReference.Read(metadata.Value, metadata.Location, diagnostics) is { } hub
            ? new RecipeAdapter(hub.ToString(), metadata.Location) { Hub = hub }
            : new RecipeAdapter(Folder(directory, metadata.Value), metadata.Location);

    private static RecipePackage? PackageOf(ProjectItem item) =>
        item.Find(PackageId) is { } id ? new RecipePackage(id.Value, item.Find(PackageVersion)?.Value ?? "", item.Find(PackageContentHash)?.Value) : null;

    private static string NameOf(HubReference? hub, string path) => hub?.ShortName ?? Path.GetFileName(path);

    private static string Folder(string directory, string path) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(directory, path)));

    private static string DistinctName(ProjectItem item, string folder, ModelNames names, DiagnosticBag diagnostics)
    {
        var given = item.Find(Name);
        var name = given?.Value ?? folder;
        if (given is not null && names.Contains(name))
        {
            diagnostics.Report(DiagnosticTable.DuplicateName.At(given.Location, name));
        }

        return names.Take(name);
    }

    private static void CheckMetadata(ProjectItem item, DiagnosticBag diagnostics)
    {
        foreach (var metadata in item.Metadata)
        {
            if (!IsKnown(metadata.Name))
            {
                diagnostics.Report(DiagnosticTable.UnknownMetadata.At(metadata.Location, item.ItemType, metadata.Name,
                    Suggestion.For(metadata.Name, ParameterMetadata.Concat(Own))));
            }
        }
    }

    /// <summary>Whether a model can have metadata of that name.</summary>
    public static bool IsKnown(string metadata) => IsOwn(metadata) || ParameterOf(metadata) is not null;

    private static bool IsOwn(string metadata) => Own.Concat(Resolved).Contains(metadata, StringComparer.OrdinalIgnoreCase);

    /// <summary>The metadata that sets a parameter.</summary>
    public static string MetadataOf(string parameter) =>
        string.Concat(parameter.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
