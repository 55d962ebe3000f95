using System.Diagnostics;
using MergeBuild.Packaging.Versions;
using MergeBuild.Testing;

namespace MergeBuild.Packaging.Tests.Versions;

/// <summary>A repository in a temporary folder.</summary>
internal sealed class GitFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _commits;

    public GitFolder() => Git("init", "--quiet", "--initial-branch=main");

    public string Path => System.IO.Path.Combine(_folder.Path, "repository");

    public string Beside(string name) => System.IO.Path.Combine(_folder.Path, name);

    public string Git(params string[] arguments)
    {
        Directory.CreateDirectory(Path);
        var start = new ProcessStartInfo("git", ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false", .. arguments])
        {
            WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output.Trim();
    }

    public string Commit(params string[] tags)
    {
        // Commits of one second with the same text and parent would be one.
        Git("commit", "--quiet", "--allow-empty", "--message", $"change {_commits++}");
        foreach (var tag in tags)
        {
            Git("tag", tag);
        }

        return Git("rev-parse", "HEAD");
    }

    /// <summary>The version without its metadata.</summary>
    public string Version(string? folder = null) => VersionFromGit.Of(folder ?? Path).Version.ToNormalizedString();

    public void Dispose() => _folder.Dispose();
}
