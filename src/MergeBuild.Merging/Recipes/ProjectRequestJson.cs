using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>The merge request as a file: all members always present, none unknown, so that both sides notice another version.</summary>
public static class ProjectRequestJson
{
    /// <summary>Raised when a reader of the old form would misread the new one.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes the request in the place of an older one.</summary>
    /// <exception cref="MergeBuildException">The file cannot be written.</exception>
    public static void Write(ProjectRequest request, string path, IFileSystem? files = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = new Document(
            SchemaVersion, request.Project, Locate(request.Location)!, [.. request.Items.Select(Item)], [.. request.RecipeFiles.Select(Item)],
            [.. request.Properties.Select(Value)], request.ModelRoot, [.. request.Suites.Select(Item)],
            new Places(request.Places.Model, request.Places.Ledger, request.Places.Intermediate, request.Places.Lock, request.Places.Store, request.Places.Results, request.Places.Baselines));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        using var publication = new Publication(files ?? PhysicalFileSystem.Instance, folder);
        publication.Write(Path.GetFileName(path), CanonicalJson.Write(JsonSerializer.SerializeToNode(document, Options)!));
        publication.Commit();
    }

    /// <summary>Reads a request.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The folder of the project as messages show it; places in the file are relative to it.</param>
    /// <param name="files">Where the file is read.</param>
    /// <exception cref="MergeBuildException">MB4324: the file is not a request of this version.</exception>
    public static ProjectRequest Read(string path, string shown, IFileSystem? files = null)
    {
        var json = JsonFile.ReadObject(files ?? PhysicalFileSystem.Instance, path, DiagnosticTable.RequestInvalid);
        try
        {
            var document = json.Deserialize<Document>(Options)!;
            return document.Schema != SchemaVersion || !Path.IsPathFullyQualified(document.Project)
                ? throw DiagnosticTable.RequestInvalid.Exception(path, $"its schema is {document.Schema} and its project '{document.Project}'; expected are {SchemaVersion} and a full path.")
                : Request(document, shown);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw DiagnosticTable.RequestInvalid.Exception(path, exception.Message);
        }
    }

    private static ProjectRequest Request(Document document, string shown)
    {
        SourceLocation? At(Location? location) => location is null ? null : new SourceLocation(Path.Combine(shown, location.File), location.Line, location.Column);
        ProjectValue Value(NamedValue? value) => value is null ? throw Missing() : new(value.Name, value.Value, At(value.Location));
        ProjectItem Item(TypedItem? item) => item is null ? throw Missing() : new(item.Type, item.Include, [.. item.Metadata.Select(Value)], At(item.Location));
        return new ProjectRequest
        {
            Project = document.Project,
            Location = At(document.Location)!,
            Items = [.. document.Items.Select(Item)],
            RecipeFiles = [.. document.RecipeFiles.Select(Item)],
            Properties = [.. document.Properties.Select(Value)],
            ModelRoot = document.ModelRoot,
            Suites = [.. document.Suites.Select(Item)],
            Places = new ProjectPlaces
            {
                Model = document.Places.Model,
                Ledger = document.Places.Ledger,
                Intermediate = document.Places.Intermediate,
                Lock = document.Places.Lock,
                Store = document.Places.Store,
                Results = document.Places.Results,
                Baselines = document.Places.Baselines,
            },
        };
    }

    // The serializer holds members to be there, but not the elements of lists.
    private static JsonException Missing() => new("an item or value of a list is null.");

    private static TypedItem Item(ProjectItem item) => new(item.ItemType, item.Include, [.. item.Metadata.Select(Value)], Locate(item.Location));

    private static NamedValue Value(ProjectValue value) => new(value.Name, value.Value, Locate(value.Location));

    private static Location? Locate(SourceLocation? location) => location is null ? null : new Location(location.File, location.Line, location.Column);

    private sealed record Document(
        int Schema, string Project, Location Location, ImmutableArray<TypedItem> Items, ImmutableArray<TypedItem> RecipeFiles,
        ImmutableArray<NamedValue> Properties, string? ModelRoot, ImmutableArray<TypedItem> Suites, Places Places);

    private sealed record TypedItem(string Type, string Include, ImmutableArray<NamedValue> Metadata, Location? Location);

    private sealed record NamedValue(string Name, string Value, Location? Location);

    private sealed record Location(string File, int Line, int Column);

    private sealed record Places(string? Model, string? Ledger, string? Intermediate, string? Lock, string? Store, string? Results, string? Baselines);
}
