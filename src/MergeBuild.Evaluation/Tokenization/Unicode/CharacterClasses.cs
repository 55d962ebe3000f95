using System.Globalization;

namespace MergeBuild.Evaluation.Tokenization.Unicode;

/// <summary>Classes of code points, as the tokenizers library's <c>char</c> methods and regular expressions define them.</summary>
internal static class CharacterClasses
{
    /// <summary>White_Space of the Unicode character database (PropList.txt).</summary>
    public static bool IsWhitespace(int codePoint) => codePoint switch
    {
        < 0x80 => codePoint is ' ' or (>= 0x09 and <= 0x0D),
        0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000 => true,
        _ => false,
    };

    /// <summary>Combining marks: Mn, Mc, Me.</summary>
    public static bool IsMark(int codePoint) =>
        codePoint >= 0x300 && Category(codePoint) is >= UnicodeCategory.NonSpacingMark and <= UnicodeCategory.EnclosingMark;

    /// <summary>Whether a code point is of the category Mn.</summary>
    public static bool IsNonSpacingMark(int codePoint) => codePoint >= 0x300 && Category(codePoint) == UnicodeCategory.NonSpacingMark;

    /// <summary>Punctuation as BERT has it: all of P, and the symbols of ASCII as well.</summary>
    public static bool IsPunctuation(int codePoint) => codePoint < 0x80
        ? codePoint is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~')
        : Category(codePoint) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    /// <summary>What BERT removes as control characters: Cc, Cf, Co, but not tab, line feed and carriage return.</summary>
    public static bool IsBertControl(int codePoint) => codePoint is not ('\t' or '\n' or '\r') &&
        Category(codePoint) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    /// <summary>The ranges of CJK ideographs that the tokenizers library sets apart for BERT.</summary>
    public static bool IsBertIdeograph(int codePoint) => codePoint is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or
        (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or
        (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private static UnicodeCategory Category(int codePoint) => UnicodeTables.Instance.CategoryOf(codePoint);
}
