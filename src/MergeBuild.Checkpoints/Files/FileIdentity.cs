namespace MergeBuild.Checkpoints.Files;

/// <summary>
/// What the file system says of a file without its content being read. An equal identity is a hint that the content is
/// the same, and saves hashing; it is never a proof.
/// </summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Modified">The time of the last write, in nanoseconds.</param>
/// <param name="Changed">
/// The time of the last change of content, name or mode, in nanoseconds, which no program can set back; 0 where the
/// system does not tell.
/// </param>
/// <param name="Inode">The file's number in its file system; 0 where the system does not tell.</param>
public readonly record struct FileIdentity(long Length, long Modified, long Changed, ulong Inode)
{
    /// <summary>Nanoseconds in a tick of <see cref="DateTime"/>.</summary>
    public const int NanosecondsPerTick = 100;

    /// <summary>
    /// Whether the file was left alone for a while before a moment. One that was not may have been written again within
    /// the resolution of its times, and looks the same.
    /// </summary>
    /// <param name="moment">The moment, in nanoseconds.</param>
    public bool IsSettledAt(long moment) => Math.Max(Modified, Changed) < moment - Resolution;

    /// <summary>Now, on the scale of the times above, in nanoseconds.</summary>
    public static long Now => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;

    /// <summary>The identity of a regular file, through links; null when there is none that can be opened.</summary>
    public static FileIdentity? Of(string path)
    {
        try
        {
            using var handle = NativeFile.OpenRead(path);
            return NativeFile.IsRegular(handle) ? NativeFile.Identify(handle) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    // Kernels stamp files by a clock that ticks every few milliseconds; some file systems keep even fewer digits.
    private const long Resolution = 20_000_000;
}
