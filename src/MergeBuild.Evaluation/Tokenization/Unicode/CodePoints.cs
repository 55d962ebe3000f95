using System.Runtime.CompilerServices;
using System.Text;

namespace MergeBuild.Evaluation.Tokenization.Unicode;

/// <summary>
/// Walks strings by code point. Strings here are well-formed UTF-16: <see cref="WellFormed"/> is the first thing that
/// happens to a text.
/// </summary>
internal static class CodePoints
{
    /// <summary>One more than the last code point.</summary>
    public const int Limit = 0x110000;

    /// <summary>The code point that begins at an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(ReadOnlySpan<char> text, int index)
    {
        var first = text[index];
        return char.IsHighSurrogate(first) && index + 1 < text.Length ? char.ConvertToUtf32(first, text[index + 1]) : first;
    }

    /// <summary>How many UTF-16 units a code point takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(int codePoint) => codePoint >= 0x10000 ? 2 : 1;

    /// <summary>The index where the code point begins that ends before another index.</summary>
    public static int Before(ReadOnlySpan<char> text, int index) => char.IsLowSurrogate(text[index - 1]) && index > 1 ? index - 2 : index - 1;

    /// <summary>How many code points a text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Appends a code point.</summary>
    public static void Append(StringBuilder builder, int codePoint)
    {
        if (codePoint < 0x10000)
        {
            builder.Append((char)codePoint);
        }
        else
        {
            builder.Append((char)(0xD7C0 + (codePoint >> 10))).Append((char)(0xDC00 + (codePoint & 0x3FF)));
        }
    }

    /// <summary>The text with U+FFFD for each half of a surrogate pair that stands alone.</summary>
    public static string WellFormed(string text)
    {
        var first = FirstLoneSurrogate(text, 0);
        if (first < 0)
        {
            return text;
        }

        var units = text.ToCharArray();
        for (var index = first; index >= 0; index = FirstLoneSurrogate(text, index + 1))
        {
            units[index] = '\uFFFD';
        }

        return new string(units);
    }

    private static int FirstLoneSurrogate(string text, int start)
    {
        while (true)
        {
            var offset = text.AsSpan(start).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (offset < 0)
            {
                return -1;
            }

            var index = start + offset;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
            {
                return index;
            }

            start = index + 2;
        }
    }
}
