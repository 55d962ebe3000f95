using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Budget;

/// <summary>The file of norms: a heading, the files, the keys, the sums, sealed as <see cref="SealedContent"/> does.</summary>
internal static class NormsFormat
{
    private const string Heading = "mergebuild-norms/1";

    /// <summary>Reads a file of norms; null where it is damaged or of another version.</summary>
    /// <exception cref="MergeBuildException">The file cannot be read.</exception>
    public static TaskVectorNorms? Read(string path, IFileSystem files)
    {
        try
        {
            return SealedContent.Read(path, files) is { } reader ? Read(reader) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Writes a file of norms in the place of an older one.</summary>
    public static void Write(TaskVectorNorms norms, string path, IFileSystem files)
    {
        var (keys, sums) = (norms.Sums.Keys.ToArray(), norms.Sums.Values.ToArray());
        SealedContent.Write(path, files, writer =>
        {
            writer.Write(Heading);
            writer.Write(norms.Inputs, LedgerFormat.WriteFile);
            writer.Write(keys);
            writer.WriteBytes(MemoryMarshal.AsBytes(sums.AsSpan()));
        });
    }

    private static TaskVectorNorms? Read(LedgerReader reader)
    {
        if (reader.ReadString() != Heading)
        {
            return null;
        }

        var inputs = reader.ReadDictionary(LedgerFormat.ReadFile);
        var keys = reader.ReadDigests();
        var sums = MemoryMarshal.Cast<byte, double>(reader.ReadBytes());
        if (sums.Length != keys.Length)
        {
            return null;
        }

        var byKey = new Dictionary<Blake3Digest, double>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            byKey[keys[i]] = sums[i];
        }

        return new TaskVectorNorms(inputs, byKey);
    }
}
