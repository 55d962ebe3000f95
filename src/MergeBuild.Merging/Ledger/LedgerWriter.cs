using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Ledger;

/// <summary>Writes the parts of a ledger; <see cref="LedgerReader"/> reads them.</summary>
internal sealed class LedgerWriter(Stream stream) : BinaryWriter(stream, Encoding.UTF8, leaveOpen: true)
{
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        Write(bytes);
    }

    public void Write(ReadOnlySpan<Blake3Digest> digests)
    {
        Write(digests.Length);
        Write(MemoryMarshal.AsBytes(digests));
    }

    public void Write(Blake3Digest[] digests) => Write(digests.AsSpan());

    public void Write(HashTree tree)
    {
        Write(tree.Length);
        Write(tree.GroupLength);
        Write(tree.Groups);
    }

    public void Write<T>(ImmutableArray<T> items, Action<LedgerWriter, T> write)
    {
        Write(items.Length);
        foreach (var item in items)
        {
            write(this, item);
        }
    }

    public void Write<T>(ImmutableDictionary<string, T> items, Action<LedgerWriter, T> write)
    {
        Write(items.Count);
        foreach (var (name, item) in items.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Write(name);
            write(this, item);
        }
    }
}
