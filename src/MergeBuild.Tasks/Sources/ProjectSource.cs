using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Sources;

/// <summary>
/// Turns what MSBuild hands to a task into items and values that know their place in the project file, or in the file
/// that the project imports them from. Paths are shown relative to the project directory.
/// </summary>
internal sealed class ProjectSource(string projectFile, IEnumerable<string> importedFiles)
{
    // MSBuild, not the user, puts these on items that come out of another project.
    private static readonly ImmutableHashSet<string> MachineMetadata = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, ["MSBuildSourceProjectFile", "MSBuildSourceTargetName", "OriginalItemSpec", .. ParentReference.PlaceMetadata]);

    private readonly Dictionary<string, ProjectDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);

    /// <summary>The top of the project file, for what belongs to no single line.</summary>
    public SourceLocation Project => new(Shown(projectFile), 1, 1);

    /// <summary>An item with its places. Items are to be given in project order.</summary>
    public ProjectItem Item(string itemType, ITaskItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var metadata = CustomMetadata(item);
        var written = ParentReference.WrittenAs(itemType, item);
        var key = string.Join('\0', metadata.Select(pair => pair.Key + '\0' + pair.Value).Prepend(written.Include).Prepend(written.ItemType).Prepend(written.File));
        var occurrence = _occurrences[key] = _occurrences.GetValueOrDefault(key, -1) + 1;
        var source = new ItemSource(Document(written.File.Length > 0 ? written.File : projectFile), written.ItemType, written.Include, metadata, occurrence);
        return new ProjectItem(itemType, item.ItemSpec, [.. metadata.Select(pair => new ProjectValue(pair.Key, pair.Value, source.Metadata(pair.Key)))], source.Include);
    }

    /// <summary>A property with its place; without one when it comes from the command line or the environment.</summary>
    public ProjectValue Property(string name, string value)
    {
        var place = importedFiles.Prepend(projectFile)
            .Select(Document)
            .Select(document => document.Elements("PropertyGroup", name)
                .LastOrDefault(element => IncludePattern.Of(element.Value.Trim(), value.Trim()) != IncludePattern.Match.None) is { } element
                ? document.LocationOf(element)
                : null)
            .FirstOrDefault(location => location is not null);
        return new ProjectValue(name, value, place);
    }

    /// <summary>The metadata that a project sets on an item, by name.</summary>
    public static ImmutableSortedDictionary<string, string> CustomMetadata(ITaskItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in item.CloneCustomMetadata().Keys.Cast<string>().Where(name => !MachineMetadata.Contains(name)))
        {
            metadata[name] = item.GetMetadata(name);
        }

        return metadata.ToImmutable();
    }

    private ProjectDocument Document(string path) => _documents.TryGetValue(path, out var known)
        ? known
        : _documents[path] = ProjectDocument.Load(path, Shown(path));

    private string Shown(string path) => Path.GetRelativePath(Path.GetDirectoryName(projectFile)!, path);
}
