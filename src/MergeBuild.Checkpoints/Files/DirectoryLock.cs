using System.Diagnostics.CodeAnalysis;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Files;

/// <summary>
/// The exclusive right to write to a directory, among all processes of this machine and all threads of this one. It is a
/// lock of the operating system, so it goes with the process that held it, however that ended, and leaves no file behind:
/// <c>flock(2)</c> of the directory itself. Where directories have no such lock, as on Windows and over NFS, a file in it is
/// locked instead.
/// </summary>
public sealed class DirectoryLock : IDisposable
{
    /// <summary>The file that is locked where the directory itself cannot be.</summary>
    public const string FileName = ".merge.lock";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private readonly IDisposable _handle;
    private readonly string _directory;
    private readonly bool _isCreated;

    private DirectoryLock(IDisposable handle, string directory, bool isCreated)
    {
        _handle = handle;
        _directory = directory;
        _isCreated = isCreated;
    }

    /// <summary>Takes the lock, and waits as long as another holds it.</summary>
    /// <param name="directory">The directory. One that does not exist is made, and is gone again after the lock if nothing was put into it.</param>
    /// <param name="onWait">Called once, before the first wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MergeBuildException">The directory cannot be made or opened (MB2061).</exception>
    public static DirectoryLock Take(string directory, Action onWait, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(onWait);
        for (var hasWaited = false; ; hasWaited = true)
        {
            var isCreated = !Directory.Exists(directory);
            FileFailure.Translate(directory, 0, () => Directory.CreateDirectory(directory));
            if (TryTake(directory, out var handle))
            {
                return new DirectoryLock(handle, directory, isCreated);
            }

            if (!hasWaited)
            {
                onWait();
            }

            cancellation.WaitHandle.WaitOne(Poll);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Lets the next have it.</summary>
    public void Dispose()
    {
        try
        {
            if (_isCreated)
            {
                Directory.Delete(_directory);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Something was put into it.
        }

        _handle.Dispose();
    }

    private static bool TryTake(string directory, [NotNullWhen(true)] out IDisposable? handle)
    {
        handle = null;
        if (OperatingSystem.IsWindows())
        {
            return TryTakeFile(directory, out handle);
        }

        try
        {
            var opened = NativeFile.OpenDirectory(directory);
            var isLocked = NativeFile.TryLock(opened);

            // Who held the lock before may have removed the directory, and a third have made it anew.
            if (isLocked == true && IsStill(opened, directory))
            {
                handle = opened;
                return true;
            }

            opened.Dispose();
            return isLocked is null && TryTakeFile(directory, out handle);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException exception)
        {
            throw DiagnosticTable.FileNotWritable.Exception(directory, exception.Message);
        }
    }

    private static bool IsStill(Microsoft.Win32.SafeHandles.SafeFileHandle opened, string directory)
    {
        using var now = NativeFile.OpenDirectory(directory);
        return !OperatingSystem.IsLinux() || NativeFile.Identify(opened).Inode == NativeFile.Identify(now).Inode;
    }

    private static bool TryTakeFile(string directory, [NotNullWhen(true)] out IDisposable? handle)
    {
        var path = Path.Combine(directory, FileName);
        handle = FileFailure.Translate(path, 0, () => LockedFile.TryOpen(path, FileOptions.DeleteOnClose));
        return handle is not null;
    }
}
