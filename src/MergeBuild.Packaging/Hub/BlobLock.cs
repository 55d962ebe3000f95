namespace MergeBuild.Packaging.Hub;

/// <summary>
/// The exclusive right to download one content. The lock is that of the file itself, <c>flock</c> on Unix, as the Python
/// tools take it, so they wait for each other; it goes with the process that held it.
/// </summary>
internal sealed class BlobLock : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private BlobLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    public static async Task<BlobLock> TakeAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new BlobLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                await Task.Delay(Poll, cancellation).ConfigureAwait(false);
            }
        }
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
    private static bool IsHeld(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
        : exception.HResult is 11 or 35;

    public void Dispose() => _file.Dispose();
}
