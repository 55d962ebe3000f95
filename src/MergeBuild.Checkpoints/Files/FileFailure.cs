using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Files;

/// <summary>Turns what the operating system says about a write into a diagnostic.</summary>
internal static class FileFailure
{
    // How .NET on Linux and Windows reports a full disk: on write, on a full quota, on preallocation, and the Win32 code.
    private const int NoSpaceLinux = 0x1C;
    private const int QuotaLinux = 0x7A;
    private const int NoSpacePreallocation = unchecked((int)0x80131620);
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    public static void Translate(string path, long length, Action action) => Translate(path, length, () =>
    {
        action();
        return true;
    });

    public static T Translate<T>(string path, long length, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw (exception.HResult is NoSpaceLinux or QuotaLinux or NoSpacePreallocation or NoSpaceWindows) && length > 0
                ? DiagnosticTable.DiskFull.Exception(path, length)
                : DiagnosticTable.FileNotWritable.Exception(path, exception.Message);
        }
    }
}
