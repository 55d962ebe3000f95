using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MergeBuild.Packaging.Git;

/// <summary>Runs the <c>git</c> executable in a folder, to read: it asks nothing, takes no locks and runs no program of the repository's.</summary>
internal static class GitCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs git with these arguments.</summary>
    public static GitOutput Run(string directory, params ReadOnlySpan<string> arguments)
    {
        // A file system monitor is a program that the repository's configuration names.
        var start = new ProcessStartInfo("git", ["-c", "core.fsmonitor=false", .. arguments])
        {
            WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return new GitOutput(false, "", "it does not answer");
            }

            return new GitOutput(process.ExitCode == 0, output.GetAwaiter().GetResult().Trim(), error.GetAwaiter().GetResult().Trim());
        }
        catch (Win32Exception)
        {
            return new GitOutput(false, "", "it is not installed, or not on the path") { IsMissing = true };
        }
    }
}
