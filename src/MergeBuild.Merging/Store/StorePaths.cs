using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Store;

/// <summary>Where things lie in a store.</summary>
internal static class StorePaths
{
    /// <summary>What files have behind their names while they are written.</summary>
    public const string TemporaryExtension = ".tmp";

    private const int PrefixLength = 2;

    /// <summary>The folders of a store.</summary>
    public static IEnumerable<string> Folders(string directory) => [Path.Combine(directory, "objects"), Path.Combine(directory, "inputs")];

    public static string Object(string directory, Blake3Digest key) => In(directory, "objects", key);

    public static string Input(string directory, FileIdentity identity, int groupLength) => In(directory, "inputs", new KeyWriter(_ => throw new InvalidOperationException())
        .Add(identity.Length).Add(identity.Modified).Add(identity.Changed).Add((long)identity.Inode).Add(groupLength).Digest!.Value);

    public static string Temporary(string path) => $"{path}.{Guid.NewGuid():N}{TemporaryExtension}";

    // Not all in one folder, which some file systems are slow with.
    private static string In(string directory, string folder, Blake3Digest key)
    {
        var name = key.ToString();
        return Path.Combine(directory, folder, name[..PrefixLength], name);
    }
}
