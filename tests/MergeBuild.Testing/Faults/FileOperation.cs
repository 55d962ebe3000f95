namespace MergeBuild.Testing.Faults;

/// <summary>The operations that <see cref="FaultyFileSystem"/> counts and can make fail.</summary>
public enum FileOperation
{
    /// <summary>Opening a file for reading.</summary>
    OpenRead,

    /// <summary>One positional read.</summary>
    Read,

    /// <summary>Creating a file.</summary>
    Create,

    /// <summary>Reserving the bytes of a file that was created: where a full disk shows first.</summary>
    Preallocate,

    /// <summary>One positional write.</summary>
    Write,

    /// <summary>Copying a range of another file.</summary>
    Copy,

    /// <summary>Syncing a file.</summary>
    Sync,

    /// <summary>Giving a file its final name.</summary>
    Replace,

    /// <summary>Syncing a directory.</summary>
    SyncDirectory,

    /// <summary>Deleting a file.</summary>
    Delete,
}
