namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>The checksum of zip archives: CRC-32 with the polynomial of ISO 3309, reflected (APPNOTE.TXT, 4.4.7).</summary>
internal static class Crc32
{
    private const uint ReflectedPolynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var remainder = uint.MaxValue;
        foreach (var value in bytes)
        {
            remainder = Table[(byte)(remainder ^ value)] ^ (remainder >> 8);
        }

        return ~remainder;
    }

    private static uint Remainder(int value)
    {
        var remainder = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ ReflectedPolynomial : remainder >> 1;
        }

        return remainder;
    }
}
