namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>A model that went into the merge, as the project names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Directory">Its model directory.</param>
/// <param name="IsBase">Whether it is the base model.</param>
public sealed record GateParent(string Name, string Directory, bool IsBase = false)
{
    /// <summary>The directory of the adapter that the merge takes it with; null where <see cref="Directory"/> is all of it.</summary>
    public string? Adapter { get; init; }
}
