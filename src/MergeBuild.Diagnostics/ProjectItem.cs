using System.Collections.Immutable;

namespace MergeBuild.Diagnostics;

/// <summary>An item of a merge project, free of MSBuild.</summary>
/// <param name="ItemType">The item's type, such as <c>Expert</c>.</param>
/// <param name="Include">What the item includes.</param>
/// <param name="Metadata">The metadata that the project sets on it.</param>
/// <param name="Location">The place of the <c>Include</c> attribute.</param>
public sealed record ProjectItem(string ItemType, string Include, ImmutableArray<ProjectValue> Metadata, SourceLocation? Location)
{
    /// <summary>A metadata value by its name, without regard to case; null when it is absent or empty.</summary>
    public ProjectValue? Find(string name) => Metadata.FirstOrDefault(metadata =>
        metadata.Value.Length > 0 && string.Equals(metadata.Name, name, StringComparison.OrdinalIgnoreCase));
}
