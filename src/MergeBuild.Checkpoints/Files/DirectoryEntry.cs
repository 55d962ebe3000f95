namespace MergeBuild.Checkpoints.Files;

/// <summary>What a folder has under a name.</summary>
public static class DirectoryEntry
{
    /// <summary>
    /// Whether there is anything: a file, a folder, a pipe, or a link, even one that leads nowhere. Asked before a file is read
    /// that may be absent, so that what is no file is refused by its reader, and not taken for absent.
    /// </summary>
    public static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
