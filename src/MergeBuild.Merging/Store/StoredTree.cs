using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Store;

/// <summary>The tree of a file in a store: its groups, and their seal behind.</summary>
internal static class StoredTree
{
    public static byte[] Write(string path, HashTree tree)
    {
        var groups = MemoryMarshal.AsBytes(tree.Groups);
        var bytes = new byte[groups.Length + Blake3Digest.Length];
        groups.CopyTo(bytes);
        StoreSeal.Of(path, Blake3.Hash(groups)).CopyTo(bytes.AsSpan(groups.Length));
        return bytes;
    }

    /// <summary>The tree, or null where the bytes are not those of a tree of this shape.</summary>
    public static HashTree? Read(string path, byte[] bytes, long length, int groupLength)
    {
        var groups = bytes.AsSpan(0, Math.Max(0, bytes.Length - Blake3Digest.Length));
        return bytes.Length >= Blake3Digest.Length &&
            groups.Length == Blake3Digest.Length * Math.Max(1, (length + groupLength - 1) / groupLength) &&
            StoreSeal.Of(path, Blake3.Hash(groups)) == Blake3Digest.FromBytes(bytes.AsSpan(groups.Length))
            ? new HashTree(length, groupLength, MemoryMarshal.Cast<byte, Blake3Digest>(groups))
            : null;
    }
}
