using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// Reads what <see cref="LedgerWriter"/> wrote. No count is believed that the bytes that are left could not hold.
/// </summary>
/// <exception cref="InvalidDataException">The bytes are not what a writer wrote.</exception>
internal sealed class LedgerReader(byte[] bytes, int length)
{
    private int _position;

    public bool ReadBoolean() => Take(1)[0] != 0;

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public byte[] ReadBytes() => Take(ReadCount(1)).ToArray();

    public string ReadString()
    {
        var (count, shift) = (0, 0);
        byte part;
        do
        {
            part = shift <= 28 ? Take(1)[0] : throw Invalid();
            count |= (part & 0x7F) << shift;
            shift += 7;
        }
        while (part > 0x7F);

        return Encoding.UTF8.GetString(Take(count));
    }

    public Blake3Digest[] ReadDigests() =>
        MemoryMarshal.Cast<byte, Blake3Digest>(Take(Blake3Digest.Length * ReadCount(Blake3Digest.Length))).ToArray();

    public HashTree ReadTree()
    {
        var (total, groupLength, groups) = (ReadInt64(), ReadInt32(), ReadDigests());
        return total >= 0 && groupLength >= Blake3.ChunkLength && int.IsPow2(groupLength) &&
            groups.LongLength == Math.Max(1, total == 0 ? 0 : ((total - 1) / groupLength) + 1)
            ? new HashTree(total, groupLength, groups)
            : throw Invalid();
    }

    public LedgerPass ReadPass()
    {
        var (keys, parts) = (ReadDigests(), ReadBytes());
        return keys.Length == 0 ? parts.Length == 0 ? new LedgerPass(keys, parts) : throw Invalid()
            : parts.Length % keys.Length == 0 ? new LedgerPass(keys, parts) : throw Invalid();
    }

    public ImmutableArray<T> ReadArray<T>(Func<LedgerReader, T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = ReadCount(1); left > 0; left--)
        {
            items.Add(read(this));
        }

        return items.ToImmutable();
    }

    public ImmutableDictionary<string, T> ReadDictionary<T>(Func<LedgerReader, T> read)
    {
        var items = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        for (var left = ReadCount(1); left > 0; left--)
        {
            items[ReadString()] = read(this);
        }

        return items.ToImmutable();
    }

    private int ReadCount(int itemLength)
    {
        var count = ReadInt32();
        return count >= 0 && count <= (length - _position) / itemLength ? count : throw Invalid();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > length - _position)
        {
            throw Invalid();
        }

        _position += count;
        return bytes.AsSpan(_position - count, count);
    }

    private static InvalidDataException Invalid() => new("The ledger is damaged.");
}
