using System.Xml.Linq;

namespace MergeBuild.Tasks.Sources;

/// <summary>
/// Looks for a project among the parents of its parents, by reading the project files: MSBuild would only find out in the
/// midst of the build, and then names targets. References whose path is an expression are not followed.
/// </summary>
internal static class ReferenceCycle
{
    /// <summary>The projects from a reference back to the project, with it at both ends; null where there is no way.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="reference">The full path of a project that it references as a parent.</param>
    public static string[]? Find(string project, string reference)
    {
        var ways = new Stack<string[]>([[project, reference]]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (ways.TryPop(out var way))
        {
            if (way[^1] == project)
            {
                return way;
            }

            if (seen.Add(way[^1]))
            {
                foreach (var next in ParentsOf(way[^1]).Reverse())
                {
                    ways.Push([.. way, next]);
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> ParentsOf(string project) => !File.Exists(project) ? [] : ProjectDocument.Load(project, project)
        .Elements("ItemGroup", "ProjectReference")
        .Where(element => Written(element) is { Length: > 0 })
        .SelectMany(element => (ProjectDocument.Attribute(element, "Include")?.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Select(include => include.Replace('\\', '/').Replace("$(MSBuildThisFileDirectory)", "", StringComparison.OrdinalIgnoreCase))
        .Where(include => !include.Contains('$', StringComparison.Ordinal) && !include.Contains('@', StringComparison.Ordinal))
        .Select(include => Path.GetFullPath(include, Path.GetDirectoryName(project)!));

    private static string? Written(XElement element) =>
        ProjectDocument.Attribute(element, ParentReference.Role)?.Value ?? ProjectDocument.Child(element, ParentReference.Role)?.Value;
}
