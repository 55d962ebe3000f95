using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads a recipe from the items and properties of a merge project.</summary>
public static class ProjectRecipe
{
    /// <summary>Turns items and properties into a recipe; reports everything that is wrong with them.</summary>
    /// <param name="items">Items of the types BaseModel, Expert and MergeParameter, in project order.</param>
    /// <param name="properties">The properties MergeMethod, MergeOutputDType and MergeSeed, where set.</param>
    /// <param name="directory">The folder that relative paths start from.</param>
    /// <param name="project">The project file, for errors that belong to no single line.</param>
    /// <exception cref="MergeBuildException">The project has errors (MB1xxx).</exception>
    public static Recipe Read(
        IReadOnlyCollection<ProjectItem> items, IReadOnlyCollection<ProjectValue> properties, string directory, SourceLocation project) =>
        throw new NotSupportedException();
}
