using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>Takes the operations and their arguments out of a pickle's bytes. Never reads behind them.</summary>
internal ref struct PickleReader(ReadOnlySpan<byte> pickle, string path)
{
    // Longer than any tensor's name; as many bytes as a hostile name can have a message print.
    private const int MaximumTextLength = 4096;

    // More than eight bytes are beyond the numbers that a file can have of anything.
    private const int MaximumIntegerLength = 8;

    private readonly ReadOnlySpan<byte> _pickle = pickle;

    /// <summary>The file, for messages.</summary>
    public readonly string Path => path;

    /// <summary>Where the last operation began.</summary>
    public int At { get; private set; }

    /// <summary>Where the next operation begins.</summary>
    public int Position { get; private set; }

    public PickleOperation Operation()
    {
        At = Position;
        return (PickleOperation)Take(1)[0];
    }

    public byte Byte() => Take(1)[0];

    public long Integer1() => Take(1)[0];

    public long Integer2() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public long Integer4() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint Index4() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public double Float() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    // Two's complement, the shortest that holds the number.
    public long Long()
    {
        var length = Take(1)[0];
        if (length > MaximumIntegerLength)
        {
            throw TooLarge($"a whole number of {length} bytes; at most {MaximumIntegerLength} are read");
        }

        var value = 0L;
        var bytes = Take(length);
        for (var i = 0; i < length; i++)
        {
            value |= (long)bytes[i] << (8 * i);
        }

        var unused = 64 - (8 * length);
        return length == 0 ? 0 : value << unused >> unused;
    }

    public string Text()
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        if (length > MaximumTextLength)
        {
            throw TooLarge($"a text of {length} bytes; at most {MaximumTextLength} are read");
        }

        return Decode(Take((int)length));
    }

    public string Line()
    {
        var rest = _pickle[Position..];
        var length = rest[..Math.Min(rest.Length, MaximumTextLength)].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Invalid("a line has no end");
        }

        var line = Decode(Take(length));
        Take(1);
        return line;
    }

    public readonly MergeBuildException Invalid(string problem) => DiagnosticTable.PickleInvalid.Exception(path, At, problem);

    public readonly MergeBuildException TooLarge(string problem) => DiagnosticTable.PickleTooLarge.Exception(path, At, problem);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _pickle.Length - Position)
        {
            throw Invalid("it ends in the middle");
        }

        var bytes = _pickle.Slice(Position, count);
        Position += count;
        return bytes;
    }

    private readonly string Decode(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Invalid("a text is not UTF-8");
}
