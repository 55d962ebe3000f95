using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MergeBuild.Tasks.Sources;

/// <summary>
/// A PackageReference or ProjectReference that is a parent. Resolved, it becomes a BaseModel or Expert item that remembers
/// where the project wrote it, so that diagnostics point there.
/// </summary>
internal static class ParentReference
{
    /// <summary>The metadata that makes a reference a parent.</summary>
    public const string Role = "MergeAs";

    /// <summary>The metadata of a PackageReference that says where weights outside of the package are, in place of the package itself.</summary>
    public const string WeightsSource = "WeightsSource";

    private const string TypeMetadata = "MergeReferenceType";
    private const string IncludeMetadata = "MergeReferenceInclude";
    private const string FileMetadata = "MergeReferenceFile";

    // Metadata that other programs read: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files,
    // and ProjectReference in Microsoft.Common.CurrentVersion.targets. What SDKs add by themselves needs no mention.
    private static readonly ImmutableHashSet<string> Foreign = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        Role, WeightsSource,
        "Version", "VersionOverride", "PrivateAssets", "IncludeAssets", "ExcludeAssets", "NoWarn", "GeneratePathProperty", "Aliases",
        "Private", "ReferenceOutputAssembly", "Targets", "OutputItemType", "SetConfiguration", "SetPlatform", "SetTargetFramework", "Properties",
        "AdditionalProperties", "GlobalPropertiesToRemove", "UndefineProperties", "SkipGetTargetFrameworkProperties", "BuildReference", "Project", "Visible");

    /// <summary>The metadata that remember the place; no part of what is asked for.</summary>
    public static ImmutableArray<string> PlaceMetadata { get; } = [TypeMetadata, IncludeMetadata, FileMetadata];

    /// <summary>The element that an item comes from: its type, its include and its file.</summary>
    public static (string ItemType, string Include, string File) WrittenAs(string itemType, ITaskItem item) => item.GetMetadata(TypeMetadata) is { Length: > 0 } type
        ? (type, item.GetMetadata(IncludeMetadata), item.GetMetadata(FileMetadata))
        : (itemType, item.ItemSpec, item.GetMetadata("DefiningProjectFullPath"));

    /// <summary>The parent that a reference is.</summary>
    /// <param name="reference">The reference; its metadata that are no one else's become the parent's.</param>
    /// <param name="written">The same with places: metadata that no model has and no one wrote is an SDK's own.</param>
    /// <param name="directory">The full path of the model directory.</param>
    /// <param name="more">Further metadata.</param>
    public static ITaskItem Resolve(ITaskItem reference, ProjectItem written, string directory, params (string Name, string? Value)[] more)
    {
        var item = new TaskItem(Escape(directory));
        (string Name, string? Value)[] metadata =
        [
            .. written.Metadata
                .Where(value => !Foreign.Contains(value.Name) && (ProjectRecipe.IsModelMetadata(value.Name) || value.Location != written.Location))
                .Select(value => (value.Name, (string?)value.Value)),
            .. more,
            (TypeMetadata, written.ItemType),
            (IncludeMetadata, reference.ItemSpec),
            (FileMetadata, reference.GetMetadata("DefiningProjectFullPath")),
        ];
        foreach (var (name, value) in metadata.Where(pair => !string.IsNullOrEmpty(pair.Value)))
        {
            item.SetMetadata(name, Escape(value!));
        }

        return item;
    }

    // What MSBuild would take for an escape, a list, a wildcard or an expression.
    private static string Escape(string text) => string.Concat(text.Select(character => character is '%' or ';' or '*' or '?' or '$' or '@'
        ? $"%{(int)character:x2}"
        : character.ToString()));
}
