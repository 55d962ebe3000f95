using MergeBuild.Diagnostics;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Gating;

/// <summary>
/// Tells commands that the project itself declares from those that come with a package: a model is data, and restoring one must
/// not lead to a program being run.
/// </summary>
/// <param name="projectFile">The project, whose folder is its own.</param>
/// <param name="importedFiles">Directory.Build files, which are its own wherever they lie.</param>
/// <param name="packageRoot">The folder that packages are restored to, which may lie in the project's; null or empty where it is not known.</param>
internal sealed class OwnCommands(string projectFile, IReadOnlyCollection<string> importedFiles, string? packageRoot)
{
    private static readonly StringComparison Comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Why the command of an item must not run; null where it may.</summary>
    /// <param name="item">The item as MSBuild has it.</param>
    /// <param name="read">The item with its places.</param>
    public string? Refusal(ITaskItem item, ProjectItem read)
    {
        var file = Path.GetFullPath(item.GetMetadata("DefiningProjectFullPath"));
        var folder = Path.GetDirectoryName(projectFile)!;
        if (!IsIn(file, folder) && !importedFiles.Any(imported => Path.GetFullPath(imported, folder).Equals(file, Comparison)))
        {
            return $"the item stands in '{file}', outside of the project's folder";
        }

        if (!string.IsNullOrWhiteSpace(packageRoot) && IsIn(file, Path.GetFullPath(packageRoot, folder)))
        {
            return $"the item stands in '{file}', in a package";
        }

        // The item may be the project's, and the command an update of another file.
        return read.Find("Command")?.Location is { } place && place != read.Location
            ? null : $"'{Path.GetFileName(file)}' does not show where it is set";
    }

    private static bool IsIn(string file, string folder) =>
        file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, Comparison);
}
