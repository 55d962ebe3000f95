namespace MergeBuild.Checkpoints.Files;

/// <summary>What the file system says about a file without its content being read: a hint that it is unchanged.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="LastWrite">The time of the last write, in ticks of coordinated universal time.</param>
public readonly record struct FileStamp(long Length, long LastWrite)
{
    /// <summary>Reads the stamp of a file, through links.</summary>
    public static FileStamp? Of(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
        {
            info = target;
        }

        return info.Exists ? new FileStamp(info.Length, info.LastWriteTimeUtc.Ticks) : null;
    }
}
