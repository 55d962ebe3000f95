namespace MergeBuild.Packaging.Reproduction;

/// <summary>A parent that was found again.</summary>
/// <param name="Name">Its name in the manifest.</param>
/// <param name="Directory">The folder of the model.</param>
/// <param name="AdapterDirectory">The folder of its adapter; null where it has none.</param>
public sealed record FoundParent(string Name, string Directory, string? AdapterDirectory);
