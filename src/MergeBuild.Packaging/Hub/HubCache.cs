using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Hub;

/// <summary>
/// The folder of one model in the cache that the Hub's tools share: <c>blobs</c> by content, <c>snapshots</c> of links
/// to them by commit, <c>refs</c> from branches and tags to commits. The layout is that of
/// https://huggingface.co/docs/hub/local-cache.
/// </summary>
internal sealed class HubCache(string cacheDirectory, string repository, IFileSystem files)
{
    private const int MaximumRefLength = 1000;
    private readonly string _folderName = $"models--{repository.Replace("/", "--", StringComparison.Ordinal)}";

    /// <summary>The folder of the contents.</summary>
    public string Blobs => Path.Combine(cacheDirectory, _folderName, "blobs");

    /// <summary>The folder of a commit's files, in the form of a model directory.</summary>
    public string Snapshot(string commit) => Path.Combine(cacheDirectory, _folderName, "snapshots", commit);

    /// <summary>The file that whoever downloads a content holds locked.</summary>
    public string LockFile(string blob) => Path.Combine(cacheDirectory, ".locks", _folderName, blob + ".lock");

    /// <summary>The commit that a reference had when it was last looked up, by this or another tool; null if it never was.</summary>
    public string? CommitOf(HubReference reference)
    {
        if (reference.IsCommit)
        {
            return reference.Revision;
        }

        var path = RefFile(reference);
        var text = File.Exists(path) ? System.Text.Encoding.UTF8.GetString(files.ReadAllBytes(path, MaximumRefLength)).Trim() : "";
        return HubReference.IsCommitId(text) ? text : null;
    }

    /// <summary>Notes the commit of a branch or tag for all tools.</summary>
    public void NoteCommit(HubReference reference, string commit)
    {
        if (!reference.IsCommit && CommitOf(reference) != commit)
        {
            var path = RefFile(reference);
            using var publication = new Publication(files, Path.GetDirectoryName(path)!);
            publication.Write(Path.GetFileName(path), System.Text.Encoding.UTF8.GetBytes(commit));
            publication.Commit();
        }
    }

    /// <summary>The path of a file of a commit, if it is there.</summary>
    /// <exception cref="MergeBuildException">It is a link that leads out of the model's folder (MB2042) or round in a circle (MB2046).</exception>
    public string? Find(string commit, string name)
    {
        var path = ShardPath.Resolve(Snapshot(commit), name);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Shows a content under its name in a commit: by a relative link, or where the system has none, a copy.</summary>
    public void Link(string commit, string name, string blob)
    {
        var directory = Directory.CreateDirectory(Snapshot(commit)).FullName;
        var path = Path.Combine(directory, name);
        var target = Path.Combine("..", "..", "blobs", blob);
        if (new FileInfo(path).LinkTarget == target)
        {
            return;
        }

        var temporary = Path.Combine(directory, $".{name}.{Guid.NewGuid():N}.tmp");
        try
        {
            LinkOrCopy(temporary, target, blob);
            files.Replace(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        files.SyncDirectory(directory);
    }

    private void LinkOrCopy(string path, string target, string blob)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
        }
        catch (Exception exception) when (OperatingSystem.IsWindows() && exception is (IOException or UnauthorizedAccessException))
        {
            // Links are a privilege there; other tools keep copies, too.
            using var source = files.OpenRead(Path.Combine(Blobs, blob));
            using var copy = files.Create(path, source.Length);
            copy.CopyFrom(source, 0, 0, source.Length);
            copy.Sync();
        }
    }

    private string RefFile(HubReference reference) =>
        Path.Combine([cacheDirectory, _folderName, "refs", .. reference.Revision.Split('/')]);
}
