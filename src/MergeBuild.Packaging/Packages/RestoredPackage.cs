using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Packages;

/// <summary>The package of a model as NuGet unpacked it: the model's files in <c>model/</c>, NuGet's own notes at the top.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="ModelDirectory">The full path of its folder <c>model</c>.</param>
public sealed record RestoredPackage(string Id, string Version, string ModelDirectory)
{
    // NuGet's note of an unpacked package: {"version": 2, "contentHash": "...", "source": "..."}.
    internal const string NoteName = ".nupkg.metadata";

    /// <summary>The folder that the package was unpacked to.</summary>
    public string Root => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(ModelDirectory))!;

    /// <summary>The package as manifests name it.</summary>
    public RecipePackage ToRecipe(IFileSystem? files = null) => new(Id, Version, ContentHash(files ?? PhysicalFileSystem.Instance));

    // A folder that no restore made, as in a repository of unpacked packages, has no note.
    private string? ContentHash(IFileSystem files) =>
        ShardPath.Find(Root, NoteName) is { } path ? JsonFile.ReadObject(files, path, DiagnosticTable.WeightsListInvalid)["contentHash"]?.ToString() : null;
}
