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

    // flock(2), the same on Linux and macOS.
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    private const int NoSuchFile = 2;
    private const int NoSuchDevice = 6;
    private const int NotADirectory = 20;
    private const int InvalidArgument = 22;
    private const int NotSupportedMac = 102;

    // struct statx of linux/stat.h, the same on every architecture.
    private const int AtEmptyPath = 0x1000;
    private const uint StatusType = 1;
    private const uint BasicStatus = 0x7FF;
    private const int StatusInodeOffset = 32;
    private const int StatusSizeOffset = 40;
    private const int StatusChangedOffset = 96;
    private const int StatusModifiedOffset = 112;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int StatusSize = 256;
    private const int StatusModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;

    public static SafeFileHandle OpenRead(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        }

        if (Directory.Exists(path))
        {
            throw new NotSupportedException("It is a directory.");
        }

        // The runtime's own calls shorten "link/../file" before the system sees it; all must mean the same file.
        return Open(Path.GetFullPath(path), ReadOnly | NonBlocking | CloseOnExec);
    }

    /// <summary>Whether an open handle is of a regular file, not of a directory, pipe or device.</summary>
    public static bool IsRegular(SafeFileHandle handle)
    {
        Span<byte> status = stackalloc byte[StatusSize];
        if (OperatingSystem.IsLinux() && statx(handle, "", AtEmptyPath, StatusType, ref status[0]) == 0)
        {
            return (BitConverter.ToUInt16(status[StatusModeOffset..]) & TypeMask) == RegularType;
        }

        try
        {
            // Elsewhere the layout of the status is not the same on all machines. A device has no length, and yet something to read.
            return RandomAccess.GetLength(handle) > 0 || RandomAccess.Read(handle, status[..1], 0) == 0;
        }
        catch (Exception exception) when (exception is NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The identity of an open file.</summary>
    public static FileIdentity Identify(SafeFileHandle handle)
    {
        Span<byte> status = stackalloc byte[StatusSize];
        if (!OperatingSystem.IsLinux() || statx(handle, "", AtEmptyPath, BasicStatus, ref status[0]) != 0)
        {
            var modified = (File.GetLastWriteTimeUtc(handle) - DateTime.UnixEpoch).Ticks * FileIdentity.NanosecondsPerTick;
            return new FileIdentity(RandomAccess.GetLength(handle), modified, 0, 0);
        }

        return new FileIdentity(
            BitConverter.ToInt64(status[StatusSizeOffset..]), Time(status[StatusModifiedOffset..]), Time(status[StatusChangedOffset..]),
            BitConverter.ToUInt64(status[StatusInodeOffset..]));
    }

    /// <summary>
    /// Copies a range between files within the kernel, which shares the bytes instead where the file system can.
    /// Returns how many bytes were copied: fewer than asked for where the system cannot do it for these files.
    /// </summary>
    public static long CopyRange(SafeFileHandle source, long sourceOffset, SafeFileHandle destination, long offset, long length)
    {
        var copied = 0L;
        while (OperatingSystem.IsLinux() && copied < length)
        {
            var (from, to) = (sourceOffset + copied, offset + copied);
            var count = copy_file_range(source, ref from, destination, ref to, (nuint)(length - copied), 0);
            if (count <= 0)
            {
                break;
            }

            copied += count;
        }

        return copied;
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
            using var handle = OpenDirectory(directory);
            var result = fsync(handle);

            // Some network file systems know no sync of directories; there is nothing to wait for then.
            if (result < 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                ThrowIfFailed(result, "fsync");
            }
        }
    }

    public static SafeFileHandle OpenDirectory(string directory) => Open(Path.GetFullPath(directory), ReadOnly | CloseOnExec);

    /// <summary>
    /// Takes the exclusive lock of an open file or directory without waiting; it goes with the handle and with the process.
    /// Null where the file system knows no locks of this kind.
    /// </summary>
    public static bool? TryLock(SafeFileHandle handle) =>
        flock(handle, LockExclusive | LockNonBlocking) == 0 ? true : Marshal.GetLastPInvokeError() == WouldBlock ? false : null;

    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = open(path, flags);
        var error = Marshal.GetLastPInvokeError();
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw error switch
            {
                NoSuchFile or NotADirectory => new FileNotFoundException(null, path),
                NoSuchDevice or NotSupportedMac => new NotSupportedException("It is a socket."),
                _ => new IOException(Marshal.GetPInvokeErrorMessage(error), error),
            };
    }

    private static void ThrowIfFailed(int result, string call)
    {
        if (result < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    private static long Time(ReadOnlySpan<byte> time) =>
        (BitConverter.ToInt64(time) * NanosecondsPerSecond) + BitConverter.ToUInt32(time[sizeof(long)..]);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle directory, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint copy_file_range(
        SafeFileHandle source, ref long sourceOffset, SafeFileHandle destination, ref long offset, nuint length, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle descriptor, int operation);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle descriptor);
}
