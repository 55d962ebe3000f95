using System.Text;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Store;

/// <summary>
/// What stands behind every content of a store: BLAKE3 over its name and its digest. A content that was damaged does not keep it, and neither does
/// one that got the name of another, which would be intact and wrong.
/// </summary>
internal static class StoreSeal
{
    /// <summary>The seal of a content.</summary>
    /// <param name="path">Where it lies; its name stands for all that decides it.</param>
    /// <param name="content">The digest of its bytes.</param>
    public static Blake3Digest Of(string path, Blake3Digest content)
    {
        var name = Encoding.UTF8.GetBytes(Path.GetFileName(path));
        var bytes = new byte[name.Length + Blake3Digest.Length];
        name.CopyTo(bytes, 0);
        content.CopyTo(bytes.AsSpan(name.Length));
        return Blake3.Hash(bytes);
    }
}
