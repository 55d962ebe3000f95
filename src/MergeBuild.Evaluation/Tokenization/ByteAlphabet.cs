using System.Text;

namespace MergeBuild.Evaluation.Tokenization;

/// <summary>
/// The alphabet of byte-level tokenizers (GPT-2, https://github.com/openai/gpt-2): bytes that print in Latin-1 are their
/// own letters, the other 68 are U+0100 and on, in ascending order.
/// </summary>
internal static class ByteAlphabet
{
    private const char FirstSubstitute = '\u0100';
    private static readonly char[] Letters = CreateLetters();
    private static readonly short[] Bytes = CreateBytes();

    /// <summary>The letter of a byte.</summary>
    public static char LetterOf(byte value) => Letters[value];

    /// <summary>The letters of a text's UTF-8.</summary>
    public static string Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return string.Create(bytes.Length, bytes, (letters, source) =>
        {
            for (var index = 0; index < letters.Length; index++)
            {
                letters[index] = Letters[source[index]];
            }
        });
    }

    /// <summary>The bytes that a token's letters stand for; false where one of them stands for none.</summary>
    public static bool TryDecode(string token, out byte[] bytes)
    {
        bytes = new byte[token.Length];
        for (var index = 0; index < token.Length; index++)
        {
            var value = token[index] < Bytes.Length ? Bytes[token[index]] : (short)-1;
            if (value < 0)
            {
                return false;
            }

            bytes[index] = (byte)value;
        }

        return true;
    }

    private static char[] CreateLetters()
    {
        var letters = new char[256];
        var substitute = FirstSubstitute;
        for (var value = 0; value < letters.Length; value++)
        {
            var prints = value is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            letters[value] = prints ? (char)value : substitute++;
        }

        return letters;
    }

    private static short[] CreateBytes()
    {
        var bytes = new short[Letters.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (var value = 0; value < Letters.Length; value++)
        {
            bytes[Letters[value]] = (short)value;
        }

        return bytes;
    }
}
