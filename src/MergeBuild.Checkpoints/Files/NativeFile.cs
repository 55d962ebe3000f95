using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MergeBuild.Checkpoints.Files;

/// <summary>
/// Calls of the C library that the runtime does not offer, or gets wrong: .NET 10 on Linux drops the errors of
/// <c>fsync</c>, cannot open a directory, and blocks when it opens a pipe.
/// </summary>
internal static partial class NativeFile
{
    private const int ReadOnly = 0;
    private static readonly int NonBlocking = OperatingSystem.IsLinux() ? 0x800 : 0x4;
    private static readonly int CloseOnExec = OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;

    private const int NoSuchFile = 2;
    private const int NotADirectory = 20;

    public static SafeFileHandle OpenRead(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        }

        if (Directory.Exists(path))
        {
            throw new IOException("It is a directory.");
        }

        return Open(path, ReadOnly | NonBlocking | CloseOnExec);
    }

    public static void Sync(SafeFileHandle handle)
    {
        if (OperatingSystem.IsLinux())
        {
            ThrowIfFailed(fsync(handle), "fsync");
        }
        else
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    public static void SyncDirectory(string directory)
    {
        // Windows has no such call; NTFS journals its directories.
        if (!OperatingSystem.IsWindows())
        {
            using var handle = Open(directory, ReadOnly | CloseOnExec);
            ThrowIfFailed(fsync(handle), "fsync");
        }
    }

    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = open(path, flags);
        var error = Marshal.GetLastPInvokeError();
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw (error is NoSuchFile or NotADirectory
                ? new FileNotFoundException(null, path)
                : new IOException(Marshal.GetPInvokeErrorMessage(error), error));
    }

    private static void ThrowIfFailed(int result, string call)
    {
        if (result < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle descriptor);
}
