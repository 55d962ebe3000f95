using MergeBuild.Checkpoints.Files;

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
        cancellation.ThrowIfCancellationRequested();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream? file;
        while ((file = LockedFile.TryOpen(path)) is null)
        {
            await Task.Delay(Poll, cancellation).ConfigureAwait(false);
        }

        return new BlobLock(file);
    }

    public void Dispose() => _file.Dispose();
}
