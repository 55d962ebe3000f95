using System.Buffers.Binary;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>
/// Damage to the fields of a zip archive's records, APPNOTE 4.3: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
/// </summary>
public static class ZipMutation
{
    // Offset and width of each field behind the signature of a record.
    private static readonly Dictionary<uint, (int Offset, int Width)[]> Records = new()
    {
        [0x04034B50] = [(4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)],
        [0x02014B50] = [(4, 2), (6, 2), (8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (34, 2), (38, 4), (42, 4)],
        [0x06054B50] = [(4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)],
        [0x06064B50] = [(4, 8), (12, 2), (14, 2), (16, 4), (20, 4), (24, 8), (32, 8), (40, 8), (48, 8)],
        [0x07064B50] = [(4, 4), (8, 8), (16, 4)],
        [0x08074B50] = [(4, 4), (8, 4), (12, 4)],
    };

    /// <summary>The damaged archive; the bytes themselves where there is no record in them.</summary>
    public static byte[] Change(byte[] file, Random random)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(random);
        var found = Enumerable.Range(0, Math.Max(0, file.Length - 3)).Where(at => Records.ContainsKey(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)))).ToArray();
        if (found.Length == 0)
        {
            return file;
        }

        var damaged = (byte[])file.Clone();
        var record = found[random.Next(found.Length)];
        var fields = Records[BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(record))];
        var (offset, width) = fields[random.Next(fields.Length)];
        var at = record + offset;
        if (at + width > file.Length)
        {
            return file;
        }

        Span<byte> value = stackalloc byte[sizeof(ulong)];
        damaged.AsSpan(at, width).CopyTo(value);
        var old = BinaryPrimitives.ReadUInt64LittleEndian(value);
        BinaryPrimitives.WriteUInt64LittleEndian(value, random.Next(9) switch
        {
            0 => 0,
            1 => ulong.MaxValue,
            2 => old + 1,
            3 => old - 1,
            4 => (ulong)file.Length,
            5 => (ulong)found[random.Next(found.Length)],
            6 => 1UL << random.Next(8 * width),
            7 => (1UL << ((8 * width) - 1)) - 1,
            _ => (ulong)random.Next(),
        });
        value[..width].CopyTo(damaged.AsSpan(at));
        return damaged;
    }
}
