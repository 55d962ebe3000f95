using System.Buffers.Binary;
using System.Text;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// Collects all that decides some bytes, for a digest of it. Every fact has its length in front, so that no value can
/// pass for another. One thread's.
/// </summary>
/// <param name="trees">The trees of the files that facts come from.</param>
internal sealed class KeyWriter(Func<ModelShard, HashTree> trees)
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>Whether the content of all ranges is known; without it there is no digest.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <summary>The digest of the facts so far, or null where the content of a range is not known yet.</summary>
    public Blake3Digest? Digest => IsKnown ? Blake3.Hash(_bytes.AsSpan(0, _length)) : null;

    /// <summary>Begins anew.</summary>
    public KeyWriter Begin()
    {
        _length = 0;
        IsKnown = true;
        return this;
    }

    public KeyWriter Add(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        Add(count);
        Encoding.UTF8.GetBytes(text, Reserve(count));
        return this;
    }

    public KeyWriter Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), number);
        return this;
    }

    public KeyWriter Add(double number) => Add(BitConverter.DoubleToInt64Bits(number));

    public KeyWriter Add(Blake3Digest digest)
    {
        digest.CopyTo(Reserve(Blake3Digest.Length));
        return this;
    }

    /// <summary>A digest of other facts, or null where they are not known yet, which makes the whole unknown.</summary>
    public KeyWriter Add(Blake3Digest? digest)
    {
        IsKnown &= digest is not null;
        return digest is { } known ? Add(known) : this;
    }

    /// <summary>The digest of other facts by themselves, or null where they are not known yet.</summary>
    public Blake3Digest? DigestOf(Action<KeyWriter> describe)
    {
        var other = new KeyWriter(trees);
        describe(other);
        return other.Digest;
    }

    /// <summary>The content of a range of a file, as the groups of its tree that cover the range.</summary>
    public KeyWriter Add(ModelShard shard, long offset, long length)
    {
        if (length == 0)
        {
            return Add(0);
        }

        var tree = trees(shard);
        var (first, last) = (tree.GroupAt(offset), tree.GroupAt(offset + length - 1));
        Add(length);
        Add(tree.GroupLength);
        Add(offset - ((long)first * tree.GroupLength));
        for (var group = first; group <= last && IsKnown; group++)
        {
            IsKnown = tree.IsKnown(group);
            Add(tree.ValueOf(group));
        }

        return this;
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
