using System.Buffers.Binary;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>
/// The 64-bit values behind an entry of a directory, taken in the order of the fields that point to them
/// (APPNOTE.TXT, 4.5.3).
/// </summary>
internal ref struct Zip64Fields
{
    private readonly bool _isWellFormed = true;
    private ReadOnlySpan<byte> _values;
    private bool _isMissing;

    public Zip64Fields(ReadOnlySpan<byte> extra)
    {
        var isFound = false;
        while (extra.Length > 0 && _isWellFormed)
        {
            var length = extra.Length >= 4 ? BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]) : extra.Length;
            _isWellFormed = length <= extra.Length - 4;
            if (_isWellFormed && BinaryPrimitives.ReadUInt16LittleEndian(extra) == ZipFormat.Zip64Extra)
            {
                _isWellFormed = !isFound;
                isFound = true;
                _values = extra.Slice(4, length);
            }

            extra = extra[Math.Min(extra.Length, length + 4)..];
        }
    }

    /// <summary>Whether there were as many values as fields that asked for them.</summary>
    public readonly bool IsComplete => _isWellFormed && !_isMissing && _values.Length == 0;

    /// <summary>The value of a field, which is here if the field holds the largest value of its width.</summary>
    public ulong Resolve(uint field)
    {
        if (field != ZipFormat.In64Bits)
        {
            return field;
        }

        if (_values.Length < sizeof(ulong))
        {
            _isMissing = true;
            return 0;
        }

        var value = BinaryPrimitives.ReadUInt64LittleEndian(_values);
        _values = _values[sizeof(ulong)..];
        return value;
    }
}
