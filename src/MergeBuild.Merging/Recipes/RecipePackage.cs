namespace MergeBuild.Merging.Recipes;

/// <summary>The NuGet package that a model came in.</summary>
/// <param name="Id">The package's id, as the package itself spells it.</param>
/// <param name="Version">Its normalized version.</param>
/// <param name="ContentHash">SHA-512 of the package in base64, as NuGet's lock file states it; null where the restore left none.</param>
public sealed record RecipePackage(string Id, string Version, string? ContentHash);
