namespace MergeBuild.Checkpoints.Files;

/// <summary>What the file system says about a file without its content being read: a hint that it is unchanged.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="LastWrite">The time of the last write, in ticks of coordinated universal time.</param>
public readonly record struct FileStamp(long Length, long LastWrite)
{
    /// <summary>Reads the stamp of a regular file, through links; null when there is none that can be opened.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            using var handle = NativeFile.OpenRead(path);
            return NativeFile.IsRegular(handle)
                ? new FileStamp(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle).Ticks)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
