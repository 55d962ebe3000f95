using System.Diagnostics;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests;

/// <summary>What not every machine can do. A test that needs it asks, and says in its report why it did not run.</summary>
internal static class UnixOnly
{
    /// <summary>Goes on only where symbolic links can be made.</summary>
    public static void Links()
    {
        using var folder = new TemporaryFolder();
        try
        {
            File.CreateSymbolicLink(folder["link"], "target");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"This account may not make symbolic links: {exception.Message}");
        }
    }

    /// <summary>Makes a named pipe, or goes no further.</summary>
    public static void MakePipe(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        using var process = Process.Start(new ProcessStartInfo("mkfifo", [path]));
        process!.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
