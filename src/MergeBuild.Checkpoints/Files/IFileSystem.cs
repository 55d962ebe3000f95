namespace MergeBuild.Checkpoints.Files;

/// <summary>
/// The operations on files that a merge depends on, in one place, so that tests can make each of them fail.
/// Failures are <see cref="MergeBuild.Diagnostics.MergeBuildException"/>s that name the file.
/// </summary>
public interface IFileSystem
{
    /// <summary>Opens a regular file for reading. Does not block on pipes and refuses whatever is not a regular file.</summary>
    IReadableFile OpenRead(string path);

    /// <summary>Creates a file that did not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">The bytes that it will have.</param>
    /// <param name="reserve">
    /// Whether to reserve them on the disk, so that a full one is known before any work is done. Not for what is mostly
    /// copied: the file system may share those bytes, and clears reserved ones first.
    /// </param>
    IWritableFile Create(string path, long length, bool reserve = true);

    /// <summary>Opens a file for writing more behind what it has; creates it if there is none. No other program may write to it meanwhile.</summary>
    IWritableFile Extend(string path);

    /// <summary>Gives a file a new name in the same directory, in one step, replacing what had that name.</summary>
    void Replace(string source, string destination);

    /// <summary>Returns when the names in a directory are on the disk.</summary>
    void SyncDirectory(string directory);

    /// <summary>Deletes a file, or does nothing when there is none.</summary>
    void Delete(string path);
}
