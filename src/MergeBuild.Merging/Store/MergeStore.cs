using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Store;

/// <summary>
/// A folder of finished tensors by key, shared between projects, branches and clones of one machine, and of the trees of
/// parents that some build has hashed. An object is written whole under a name of its own and then renamed, and is
/// compared with its seal whenever it is read, so builds and collections at the same time do not disturb one another.
/// </summary>
/// <param name="directory">The folder.</param>
/// <param name="isReadOnly">Whether builds only read from it.</param>
/// <param name="files">The files to work on.</param>
public sealed class MergeStore(string directory, bool isReadOnly, IFileSystem files)
{
    private const string InputExtension = ".tree";
    private const int LargestTree = 64 << 20;

    /// <summary>The folder.</summary>
    public string Directory => directory;

    /// <summary>Why something could not be kept, or null. The build is none the worse for it.</summary>
    public string? Failure { get; private set; }

    /// <summary>Opens a tensor's object if there is one and it is intact; the caller disposes it.</summary>
    /// <param name="key">The digest of all that decides the tensor.</param>
    /// <param name="length">The tensor's bytes.</param>
    /// <param name="groupLength">How fine the object's tree is.</param>
    /// <param name="cancellation">Looked at now and then.</param>
    internal StoredObject? Find(Blake3Digest key, long length, int groupLength, CancellationToken cancellation)
    {
        var path = StorePaths.Object(directory, key);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var found = StoredObject.Open(path, length, groupLength, files, cancellation);
            if (found is null)
            {
                Discard(path);
                return null;
            }

            Touch(path);
            return found;
        }

        // Collected meanwhile, or not to be read: then it is merged.
        catch (MergeBuildException)
        {
            return null;
        }
    }

    /// <summary>Keeps a tensor of a finished shard.</summary>
    internal void Add(Blake3Digest key, IReadableFile shard, long offset, HashTree tree)
    {
        if (!isReadOnly && StorePaths.Object(directory, key) is var path && !File.Exists(path))
        {
            Write(path, tree.Length + Blake3Digest.Length, file =>
            {
                file.CopyFrom(shard, offset, 0, tree.Length);
                Span<byte> digest = stackalloc byte[Blake3Digest.Length];
                StoreSeal.Of(path, tree.Digest).CopyTo(digest);
                file.Write(digest, tree.Length);
            });
        }
    }

    /// <summary>The tree of a file that some build hashed when it had this identity, or null.</summary>
    internal HashTree? FindInput(FileIdentity identity, int groupLength)
    {
        try
        {
            var path = StorePaths.Input(directory, identity, groupLength) + InputExtension;
            return identity.Inode != 0 && File.Exists(path) ? StoredTree.Read(path, files.ReadAllBytes(path, LargestTree), identity.Length, groupLength) : null;
        }
        catch (MergeBuildException)
        {
            return null;
        }
    }

    /// <summary>Keeps the tree of a file that had this identity.</summary>
    internal void AddInput(FileIdentity identity, HashTree tree)
    {
        var path = StorePaths.Input(directory, identity, tree.GroupLength) + InputExtension;
        if (!isReadOnly && identity.Inode != 0 && !File.Exists(path))
        {
            var bytes = StoredTree.Write(path, tree);
            Write(path, bytes.Length, file => file.Write(bytes, 0));
        }
    }

    // Not synced: what a power cut leaves torn is not intact, and is discarded by whoever meets it.
    private void Write(string path, long length, Action<IWritableFile> write)
    {
        var temporary = StorePaths.Temporary(path);
        try
        {
            using (var file = files.Create(temporary, length))
            {
                write(file);
            }

            files.Replace(temporary, path);
        }
        catch (MergeBuildException exception)
        {
            Discard(temporary);
            Failure ??= exception.Diagnostics[0].Message;
        }
    }

    private void Discard(string path)
    {
        try
        {
            if (!isReadOnly)
            {
                files.Delete(path);
            }
        }
        catch (MergeBuildException)
        {
            // Another build discards it, or it stays until it is collected.
        }
    }

    // The time of last use, for collection.
    private void Touch(string path)
    {
        try
        {
            if (!isReadOnly)
            {
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Collected sooner, then.
        }
    }
}
