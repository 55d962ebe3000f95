namespace MergeBuild.Tasks.Stamps;

/// <summary>A folder's file names as they were.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Names">The names in ordinal order, with a slash between them.</param>
internal sealed record StampedFolder(string Path, string Names)
{
    /// <summary>Stamps a folder.</summary>
    public static StampedFolder Of(string path) => new(path, NamesIn(path));

    /// <summary>Whether the names are still the same.</summary>
    public bool IsUnchanged() => NamesIn(Path) == Names;

    private static string NamesIn(string path) => !Directory.Exists(path) ? "" : string.Join('/', Directory
        .EnumerateFiles(path)
        .Select(file => System.IO.Path.GetFileName(file))
        .Where(name => !name.StartsWith('.'))
        .Order(StringComparer.Ordinal));
}
