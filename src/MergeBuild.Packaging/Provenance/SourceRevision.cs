using System.ComponentModel;
using System.Diagnostics;

namespace MergeBuild.Packaging.Provenance;

/// <summary>The commit that a recipe was taken from, as the <c>git</c> executable tells.</summary>
/// <param name="Commit">The commit, in hexadecimal digits.</param>
/// <param name="Remote">The address of the remote <c>origin</c>, without a user's name or password; null without one.</param>
/// <param name="RecipePath">The recipe's path in the repository, with slashes.</param>
/// <param name="IsModified">Whether tracked files of the repository differ from the commit.</param>
public sealed record SourceRevision(string Commit, string? Remote, string RecipePath, bool IsModified)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Finds the commit.</summary>
    /// <param name="recipePath">The recipe or project file.</param>
    /// <param name="reason">Why there is none.</param>
    public static SourceRevision? Find(string recipePath, out string reason)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(recipePath))!;
        var (commit, error) = Run(directory, "rev-parse", "--verify", "--quiet", "HEAD");
        if (commit is not { Length: >= 40 } || !commit.All(char.IsAsciiHexDigit))
        {
            reason = error ?? (Run(directory, "rev-parse", "--git-dir").Output is null ? "it lies in no git repository." : "the repository has no commit yet.");
            return null;
        }

        reason = "";
        var (prefix, _) = Run(directory, "rev-parse", "--show-prefix");
        var (remote, _) = Run(directory, "config", "--get", "remote.origin.url");
        var (changes, _) = Run(directory, "status", "--porcelain", "--untracked-files=no");
        return new SourceRevision(commit, remote is null ? null : WithoutUser(remote), prefix + Path.GetFileName(recipePath), !string.IsNullOrEmpty(changes));
    }

    /// <summary>An address without what may be a secret in it.</summary>
    internal static string WithoutUser(string remote) => Uri.TryCreate(remote, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0
        ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.AbsoluteUri
        : remote;

    private static (string? Output, string? Error) Run(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return (null, "git does not answer.");
            }

            return error.Wait(Patience) && output.Wait(Patience) && process.ExitCode == 0 ? (output.Result.Trim(), null) : (null, null);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            return (null, "git cannot be run.");
        }
    }
}
