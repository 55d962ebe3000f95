using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Store;

/// <summary>The bytes of a tensor in a store, with their seal behind.</summary>
internal sealed class StoredObject : IDisposable
{
    private StoredObject(IReadableFile file, HashTree tree)
    {
        File = file;
        Tree = tree;
    }

    /// <summary>The file, the tensor's bytes first.</summary>
    public IReadableFile File { get; }

    /// <summary>The tree of the tensor's bytes.</summary>
    public HashTree Tree { get; }

    /// <summary>Reads an object once; null where it is not what was written.</summary>
    public static StoredObject? Open(string path, long length, int groupLength, IFileSystem files, CancellationToken cancellation)
    {
        var file = files.OpenRead(path);
        try
        {
            var tree = new HashTree(length, groupLength);
            if (file.Length == length + Blake3Digest.Length)
            {
                TreeReading.Complete(tree, file, 0, 1, null, cancellation);
                if (StoreSeal.Of(path, tree.Digest) == DigestIn(file, length))
                {
                    return new StoredObject(file, tree);
                }
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    public void Dispose() => File.Dispose();

    private static Blake3Digest DigestIn(IReadableFile file, long offset)
    {
        Span<byte> bytes = stackalloc byte[Blake3Digest.Length];
        file.ReadExactly(bytes, offset);
        return Blake3Digest.FromBytes(bytes);
    }
}
