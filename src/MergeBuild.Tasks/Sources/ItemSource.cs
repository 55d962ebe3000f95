using System.Xml.Linq;
using MergeBuild.Diagnostics;

namespace MergeBuild.Tasks.Sources;

/// <summary>Finds the element of a project file that gave an item, and the attributes that gave its metadata.</summary>
internal sealed class ItemSource
{
    private readonly ProjectDocument _document;
    private readonly string _itemType;
    private readonly string _include;
    private readonly XElement? _element;

    /// <summary>Looks an item up.</summary>
    /// <param name="document">The file that defines the item.</param>
    /// <param name="itemType">The item's type.</param>
    /// <param name="include">The item's final include.</param>
    /// <param name="metadata">The item's metadata, which tells elements of the same include apart.</param>
    /// <param name="occurrence">How many equal items came before this one.</param>
    public ItemSource(ProjectDocument document, string itemType, string include, IReadOnlyDictionary<string, string> metadata, int occurrence)
    {
        _document = document;
        _itemType = itemType;
        _include = include;
        var best = document.Elements("ItemGroup", itemType)
            .Select(element => (element, match: Match(element, "Include"), agreement: Agreement(element, metadata)))
            .Where(candidate => candidate.match != IncludePattern.Match.None)
            .GroupBy(candidate => (candidate.match, candidate.agreement), candidate => candidate.element)
            .MaxBy(group => group.Key)?
            .ToArray();
        _element = best?[Math.Min(occurrence, best.Length - 1)];
    }

    /// <summary>The place of the <c>Include</c> attribute, or null when the file does not show where the item comes from.</summary>
    public SourceLocation? Include => _element is null ? null : _document.LocationOf(ProjectDocument.Attribute(_element, "Include")!);

    /// <summary>The place where a metadata value is set, or the item's place when it is not found.</summary>
    public SourceLocation? Metadata(string name)
    {
        var updates = _document.Elements("ItemGroup", _itemType).Where(element => Match(element, "Update") != IncludePattern.Match.None).Reverse();
        var definitions = _document.Elements("ItemDefinitionGroup", _itemType).Reverse();
        var place = updates.Append(_element).Concat(definitions)
            .OfType<XElement>()
            .Select(element => ProjectDocument.Attribute(element, name) ?? (XObject?)ProjectDocument.Child(element, name))
            .FirstOrDefault(found => found is not null);
        return place is null ? Include : _document.LocationOf(place);
    }

    private IncludePattern.Match Match(XElement element, string attribute) =>
        ProjectDocument.Attribute(element, attribute) is { } include ? IncludePattern.Of(include.Value, _include) : IncludePattern.Match.None;

    // Of two elements with the same Include, each behind its own condition, only one agrees with the item's metadata.
    private static int Agreement(XElement element, IReadOnlyDictionary<string, string> metadata) => metadata.Count(pair =>
        (ProjectDocument.Attribute(element, pair.Key)?.Value ?? ProjectDocument.Child(element, pair.Key)?.Value) is { } written &&
        string.Equals(written.Trim(), pair.Value.Trim(), StringComparison.Ordinal));
}
