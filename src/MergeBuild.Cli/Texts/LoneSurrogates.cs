using System.Globalization;

namespace MergeBuild.Cli.Texts;

/// <summary>
/// Escapes such as <c>\ud83d</c> without their other half, which JSON allows (RFC 8259, section 8.2) and programs that cut
/// texts write. The reader refuses them.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Overwrites each with the escape of U+FFFD.</summary>
    public static void Replace(Span<byte> json)
    {
        for (var index = 0; index < json.Length - 1; index++)
        {
            if (json[index] != '\\')
            {
                continue;
            }

            // The character behind a backslash begins no escape of its own.
            var unit = UnitAt(json[index..]);
            if (unit is >= 0xD800 and < 0xDC00 && UnitAt(json[(index + EscapeLength)..]) is >= 0xDC00 and < 0xE000)
            {
                index += 2 * EscapeLength - 1;
            }
            else if (unit is >= 0xD800 and < 0xE000)
            {
                "fffd"u8.CopyTo(json[(index + 2)..]);
                index += EscapeLength - 1;
            }
            else
            {
                index++;
            }
        }
    }

    private static int UnitAt(ReadOnlySpan<byte> json) => json.Length >= EscapeLength && json[0] == '\\' && json[1] == 'u' &&
        int.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
        ? unit
        : -1;
}
