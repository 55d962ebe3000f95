using System.IO.Compression;

namespace MergeBuild.Evaluation.Tokenization.Unicode;

/// <summary>Reads the numbers of <c>unicode.bin</c>; its layout is described in <c>eng/unicode/generate.py</c>.</summary>
internal sealed class TableReader(byte[] numbers)
{
    private int _position;

    /// <summary>Opens the table that this assembly carries.</summary>
    public static TableReader Open()
    {
        using var resource = typeof(TableReader).Assembly.GetManifestResourceStream("unicode.bin")!;
        using var unpacked = new ZLibStream(resource, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        return new TableReader(bytes.ToArray());
    }

    /// <summary>The next number (unsigned LEB128).</summary>
    public int Number()
    {
        var number = 0;
        var shift = 0;
        while (true)
        {
            var part = numbers[_position++];
            number |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }

            shift += 7;
        }
    }

    /// <summary>A number of ASCII letters.</summary>
    public string Letters(int count) => string.Create(count, this, (letters, reader) =>
    {
        foreach (ref var letter in letters)
        {
            letter = (char)reader.Number();
        }
    });

    /// <summary>As many numbers.</summary>
    public int[] Numbers(int count)
    {
        var result = new int[count];
        foreach (ref var number in result.AsSpan())
        {
            number = Number();
        }

        return result;
    }

    /// <summary>A value for each code point, stored as runs.</summary>
    public byte[] Runs()
    {
        var values = new byte[CodePoints.Limit];
        for (var start = 0; start < values.Length;)
        {
            var length = Number();
            values.AsSpan(start, length).Fill((byte)Number());
            start += length;
        }

        return values;
    }

    /// <summary>A list of code points in ascending order, each with what follows it.</summary>
    public IEnumerable<(int CodePoint, T Value)> Entries<T>(Func<TableReader, T> read)
    {
        var count = Number();
        var last = 0;
        for (var entry = 0; entry < count; entry++)
        {
            last += Number();
            yield return (last, read(this));
        }
    }
}
