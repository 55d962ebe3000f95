using MergeBuild.Packaging.Git;

namespace MergeBuild.Packaging.Provenance;

/// <summary>The commit that a recipe was taken from, as the <c>git</c> executable tells.</summary>
/// <param name="Commit">The commit, in hexadecimal digits.</param>
/// <param name="Remote">The address of the remote <c>origin</c>, without a user's name or password; null without one.</param>
/// <param name="RecipePath">The recipe's path in the repository, with slashes.</param>
/// <param name="IsModified">Whether tracked files of the repository differ from the commit.</param>
public sealed record SourceRevision(string Commit, string? Remote, string RecipePath, bool IsModified)
{
    /// <summary>Finds the commit.</summary>
    /// <param name="recipePath">The recipe or project file.</param>
    /// <param name="reason">Why there is none.</param>
    public static SourceRevision? Find(string recipePath, out string reason)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(recipePath))!;
        var inside = GitCommand.Run(directory, "rev-parse", "--show-prefix");
        var commit = GitCommand.Run(directory, "rev-parse", "--verify", "--quiet", "HEAD");
        reason = inside.IsMissing ? $"git: {inside.Error}."
            : !inside.Succeeded ? "it lies in no git repository that git reads."
            : !commit.Succeeded ? "the repository has no commit yet."
            : "";
        if (reason.Length > 0)
        {
            return null;
        }

        var remote = GitCommand.Run(directory, "config", "--get", "remote.origin.url");
        var changes = GitCommand.Run(directory, "status", "--porcelain", "--untracked-files=no");
        return new SourceRevision(
            commit.Text, remote.Succeeded ? WithoutUser(remote.Text) : null, inside.Text + Path.GetFileName(recipePath), !changes.Succeeded || changes.Text.Length > 0);
    }

    /// <summary>An address without what may be a secret in it.</summary>
    private static string WithoutUser(string remote) => Uri.TryCreate(remote, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0
        ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.AbsoluteUri
        : remote;
}
