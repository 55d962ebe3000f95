using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary>
/// <c>Precompiled</c>: the character map of a SentencePiece model
/// (https://github.com/google/sentencepiece/blob/master/src/normalizer.cc). It holds the size of a trie in bytes (32 bits,
/// little-endian), the trie as a Darts double array of 32-bit units, and texts that end with NUL each. What a key leads to
/// is the place of its text.
/// </summary>
internal sealed class PrecompiledCharacterMap : INormalizer
{
    // Longer clusters are looked up code point by code point, as the tokenizers library does.
    private const int LongestCluster = 5;

    private readonly uint[] _units;
    private readonly byte[] _texts;

    private PrecompiledCharacterMap(uint[] units, byte[] texts) => (_units, _texts) = (units, texts);

    /// <summary>Reads a map; null where the bytes are none.</summary>
    public static PrecompiledCharacterMap? Read(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : uint.MaxValue;
        if (length % 4 != 0 || length == 0 || length > bytes.Length - 4)
        {
            return null;
        }

        var units = new uint[length / 4];
        for (var index = 0; index < units.Length; index++)
        {
            units[index] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 + 4 * index)..]);
        }

        return new PrecompiledCharacterMap(units, bytes[(4 + (int)length)..].ToArray());
    }

    public string Normalize(string text)
    {
        var builder = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, index);
            var cluster = text.AsSpan(index, length);
            if (Encoding.UTF8.GetByteCount(cluster) > LongestCluster || !TryAppend(cluster, builder))
            {
                AppendEach(cluster, builder);
            }

            index += length;
        }

        return builder.ToString();
    }

    private void AppendEach(ReadOnlySpan<char> cluster, StringBuilder builder)
    {
        for (var index = 0; index < cluster.Length;)
        {
            var part = cluster.Slice(index, CodePoints.Length(CodePoints.At(cluster, index)));
            if (!TryAppend(part, builder))
            {
                builder.Append(part);
            }

            index += part.Length;
        }
    }

    // The text of the shortest key that the part begins with stands for all of the part: so the library does it.
    private bool TryAppend(ReadOnlySpan<char> part, StringBuilder builder)
    {
        Span<byte> key = stackalloc byte[LongestCluster];
        var start = FindShortest(key[..Encoding.UTF8.GetBytes(part, key)]);
        if (start < 0 || start > _texts.Length)
        {
            return false;
        }

        var text = _texts.AsSpan(start);
        var end = text.IndexOf((byte)0);
        builder.Append(Encoding.UTF8.GetString(end < 0 ? text : text[..end]));
        return true;
    }

    // A unit: bits 0-7 its label (bit 31 clear), bit 8 whether a value follows, bits 10-30 the offset of its children, in
    // units of 256 where bit 9 is set. A value's unit has its value in bits 0-30.
    private int FindShortest(ReadOnlySpan<byte> key)
    {
        var node = OffsetOf(_units[0]);
        foreach (var label in key)
        {
            node ^= label;
            if (label == 0 || node >= (uint)_units.Length || (_units[node] & 0x800000FF) != label)
            {
                return -1;
            }

            var unit = _units[node];
            node ^= OffsetOf(unit);
            if ((unit & 0x100) != 0)
            {
                return node < (uint)_units.Length ? (int)(_units[node] & 0x7FFFFFFF) : -1;
            }
        }

        return -1;
    }

    private static uint OffsetOf(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
