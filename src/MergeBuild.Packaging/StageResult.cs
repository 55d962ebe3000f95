namespace MergeBuild.Packaging;

/// <summary>What became of a stage.</summary>
/// <param name="Name">Its name; null for the result of a recipe that leaves it out.</param>
/// <param name="Directory">Its model directory.</param>
/// <param name="WasReused">Whether the directory was up to date already.</param>
/// <param name="Model">What is in the directory.</param>
public sealed record StageResult(string? Name, string Directory, bool WasReused, ModelBuildResult Model);
