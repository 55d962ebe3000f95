using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>
/// The BLAKE3 tree of a file, or of a range of one, down to groups of chunks. Groups become known in any order as bytes
/// pass by on their way to or from the file; the digest of the whole follows from them, and a changed group costs no
/// more than its own bytes. Safe for several threads.
/// </summary>
public sealed class HashTree
{
    private const int MostTogether = 16;

    private readonly Blake3Digest[] _groups;
    private readonly bool[] _isKnown;
    private readonly Dictionary<int, PartialGroup> _partial = [];
    private readonly Stack<byte[]> _buffers = [];
    private int _knownCount;

    /// <summary>An empty tree over so many bytes.</summary>
    /// <param name="length">The bytes of the file or range.</param>
    /// <param name="groupLength">The bytes of a group: a power of two of chunks.</param>
    public HashTree(long length, int groupLength)
    {
        Length = length;
        GroupLength = groupLength;
        var count = checked((int)Math.Max(1, (length + groupLength - 1) / groupLength));
        _groups = new Blake3Digest[count];
        _isKnown = new bool[count];
        if (length == 0)
        {
            Set(0, Blake3.Hash([]));
        }
    }

    /// <summary>A tree that is known as a whole.</summary>
    public HashTree(long length, int groupLength, ReadOnlySpan<Blake3Digest> groups)
        : this(length, groupLength)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(groups.Length, _groups.Length);
        groups.CopyTo(_groups);
        Array.Fill(_isKnown, true);
        _knownCount = _groups.Length;
    }

    /// <summary>The bytes of the file or range.</summary>
    public long Length { get; }

    /// <summary>The bytes of a group; the last has fewer.</summary>
    public int GroupLength { get; }

    /// <summary>How many groups there are, at least one.</summary>
    public int GroupCount => _groups.Length;

    /// <summary>The values of all groups, where <see cref="IsComplete"/>.</summary>
    public ReadOnlySpan<Blake3Digest> Groups => _groups;

    /// <summary>Whether all groups are known.</summary>
    public bool IsComplete => Volatile.Read(ref _knownCount) == _groups.Length;

    /// <summary>The digest of the whole, where <see cref="IsComplete"/>.</summary>
    public Blake3Digest Digest => !IsComplete ? throw new InvalidOperationException("Not all groups are known.")
        : _groups.Length == 1 ? _groups[0]
        : Blake3.Combine(_groups);

    /// <summary>Whether a group is known.</summary>
    public bool IsKnown(int group) => Volatile.Read(ref _isKnown[group]);

    /// <summary>The value of a group that is known.</summary>
    public Blake3Digest ValueOf(int group) => _groups[group];

    /// <summary>The index of the group that holds a byte.</summary>
    public int GroupAt(long offset) => (int)(offset / GroupLength);

    /// <summary>The bytes in a group.</summary>
    public int LengthOf(int group) => (int)Math.Min(GroupLength, Length - ((long)group * GroupLength));

    /// <summary>Takes over the value of a group.</summary>
    public void Set(int group, Blake3Digest value)
    {
        lock (_partial)
        {
            SetLocked(group, value);
        }
    }

    /// <summary>Takes over from a tree of the same shape the groups that lie within a range.</summary>
    public void TakeOver(HashTree other, long offset, long length)
    {
        ArgumentNullException.ThrowIfNull(other);
        var end = offset + length == Length ? GroupCount : GroupAt(offset + length);
        for (var group = GroupAt(offset + GroupLength - 1); group < end; group++)
        {
            Set(group, other._groups[group]);
        }
    }

    /// <summary>Takes in bytes that were read or written: groups that they complete become known.</summary>
    public void Accept(long offset, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var group = GroupAt(offset);
            var start = (int)(offset - ((long)group * GroupLength));
            var taken = start == 0 ? AcceptWhole(group, bytes) : 0;
            if (taken == 0)
            {
                taken = Math.Min(bytes.Length, LengthOf(group) - start);
                if (!IsKnown(group))
                {
                    Accept(group, start, bytes[..taken]);
                }
            }

            offset += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Reads and hashes groups that follow one another.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Offset in the file of the range that this tree is of.</param>
    /// <param name="first">The first group.</param>
    /// <param name="count">How many.</param>
    /// <param name="buffer">At least as long as they are together.</param>
    /// <returns>The bytes read.</returns>
    public int Read(IReadableFile file, long start, int first, int count, Span<byte> buffer)
    {
        var offset = (long)first * GroupLength;
        var bytes = buffer[..(int)Math.Min((long)count * GroupLength, Length - offset)];
        file.ReadExactly(bytes, start + offset);
        Accept(offset, bytes);
        return bytes.Length;
    }

    /// <summary>The value that a group has with these bytes.</summary>
    public Blake3Digest ValueOf(int group, ReadOnlySpan<byte> bytes) => GroupCount == 1
        ? Blake3.Hash(bytes)
        : Blake3.BlockValue(bytes, (long)group * GroupLength);

    // Neighbours that come whole and are new are hashed together.
    private int AcceptWhole(int first, ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count < MostTogether && (count + 1) * (long)GroupLength <= bytes.Length && !IsKnown(first + count))
        {
            count++;
        }

        if (count < 2)
        {
            return 0;
        }

        Span<Blake3Digest> values = stackalloc Blake3Digest[count];
        var taken = count * GroupLength;
        Blake3.BlockValues(bytes[..taken], (long)first * GroupLength, GroupLength, values);
        lock (_partial)
        {
            for (var i = 0; i < count; i++)
            {
                SetLocked(first + i, values[i]);
            }
        }

        return taken;
    }

    private void SetLocked(int group, Blake3Digest value)
    {
        if (!_isKnown[group])
        {
            _groups[group] = value;
            Volatile.Write(ref _isKnown[group], true);
            _knownCount++;
        }

        if (_partial.Remove(group, out var pieces))
        {
            _buffers.Push(pieces.Bytes);
        }
    }

    private void Accept(int group, int start, ReadOnlySpan<byte> part)
    {
        if (part.Length == LengthOf(group))
        {
            Set(group, ValueOf(group, part));
        }
        else if (Join(group, start, part) is { } whole)
        {
            Set(group, ValueOf(group, whole.AsSpan(0, LengthOf(group))));
            lock (_partial)
            {
                _buffers.Push(whole);
            }
        }
    }

    // The bytes of a group that come in pieces are held until it is whole; not too many at a time: a group that finds no
    // room, or whose other pieces never come, is read again at the end.
    private byte[]? Join(int group, int start, ReadOnlySpan<byte> part)
    {
        lock (_partial)
        {
            if (!_partial.TryGetValue(group, out var partial))
            {
                if (_partial.Count >= PartialGroup.MostHeld)
                {
                    return null;
                }

                var buffer = _buffers.TryPop(out var free) ? free : GC.AllocateUninitializedArray<byte>(GroupLength);
                _partial.Add(group, partial = new PartialGroup(buffer, LengthOf(group)));
            }

            // Once whole it is the caller's alone: pieces that come again must not change it while it is hashed.
            return partial.Add(start, part) && _partial.Remove(group) ? partial.Bytes : null;
        }
    }
}
