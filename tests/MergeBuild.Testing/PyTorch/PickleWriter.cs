using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MergeBuild.Testing.PyTorch;

/// <summary>Writes pickles operation by operation, right or wrong. Names are those of Python's pickletools.</summary>
public sealed class PickleWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>A pickle that begins with a protocol.</summary>
    public static PickleWriter Begin(byte protocol = 2) => new PickleWriter().Raw(0x80, protocol);

    /// <summary>The pickle so far.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>Bytes as they are.</summary>
    public PickleWriter Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>What another method writes.</summary>
    public PickleWriter With(Action<PickleWriter> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        part(this);
        return this;
    }

    /// <summary>An operation without arguments, by its character.</summary>
    public PickleWriter Do(char operation) => Raw((byte)operation);

    /// <summary>BINUNICODE.</summary>
    public PickleWriter Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Raw((byte)'X').Word((uint)bytes.Length).Raw(bytes);
    }

    /// <summary>BININT, or LONG1 for numbers beyond it.</summary>
    public PickleWriter Number(long number)
    {
        if (number is >= int.MinValue and <= int.MaxValue)
        {
            return Raw((byte)'J').Word((uint)(int)number);
        }

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return Raw(0x8A, sizeof(long)).Raw(bytes);
    }

    /// <summary>MARK, the items, TUPLE.</summary>
    public PickleWriter Tuple(Action<PickleWriter> items) => Do('(').With(items).Do('t');

    /// <summary>A tuple of whole numbers.</summary>
    public PickleWriter Numbers(params long[] numbers) => Tuple(tuple => Array.ForEach(numbers, number => tuple.Number(number)));

    /// <summary>GLOBAL.</summary>
    public PickleWriter Global(string module, string name) => Raw((byte)'c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    /// <summary>GLOBAL, a tuple of arguments and REDUCE.</summary>
    public PickleWriter Call(string module, string name, Action<PickleWriter> arguments) => Global(module, name).Tuple(arguments).Do('R');

    /// <summary>A storage by its persistent id.</summary>
    public PickleWriter Storage(string type, string key, long count) =>
        Tuple(id => id.Text("storage").Global("torch", type).Text(key).Text("cpu").Number(count)).Do('Q');

    /// <summary>A tensor as torch.save writes one: a view of a storage.</summary>
    public PickleWriter Tensor(string type, string key, long count, long offset, long[] sizes, long[] strides) =>
        Call("torch._utils", "_rebuild_tensor_v2", arguments => arguments
            .Storage(type, key, count).Number(offset).Numbers(sizes).Numbers(strides).Raw(0x89).Call("collections", "OrderedDict", _ => { }));

    /// <summary>Ends the pickle and gives its bytes.</summary>
    public byte[] Stop() => Do('.').ToArray();

    private PickleWriter Word(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }
}
