using System.Collections.Frozen;
using System.Globalization;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>
/// The sets that patterns name, with the meaning that Oniguruma gives them for UTF-8
/// (https://github.com/kkos/oniguruma/blob/master/doc/RE and doc/UNICODE_PROPERTIES).
/// </summary>
internal static class NamedSets
{
    // In the order of UnicodeCategory.
    private static readonly string[] Categories =
    [
        "lu", "ll", "lt", "lm", "lo", "mn", "mc", "me", "nd", "nl", "no", "zs", "zl", "zp", "cc",
        "cf", "cs", "co", "pc", "pd", "ps", "pe", "pi", "pf", "po", "sm", "sc", "sk", "so", "cn",
    ];

    private static readonly FrozenDictionary<string, string> LongNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["letter"] = "l", ["uppercaseletter"] = "lu", ["lowercaseletter"] = "ll", ["titlecaseletter"] = "lt", ["modifierletter"] = "lm",
        ["otherletter"] = "lo", ["mark"] = "m", ["nonspacingmark"] = "mn", ["spacingmark"] = "mc", ["enclosingmark"] = "me",
        ["number"] = "n", ["decimalnumber"] = "nd", ["letternumber"] = "nl", ["othernumber"] = "no", ["separator"] = "z",
        ["spaceseparator"] = "zs", ["lineseparator"] = "zl", ["paragraphseparator"] = "zp", ["other"] = "c", ["control"] = "cc",
        ["format"] = "cf", ["surrogate"] = "cs", ["privateuse"] = "co", ["unassigned"] = "cn", ["punctuation"] = "p",
        ["connectorpunctuation"] = "pc", ["dashpunctuation"] = "pd", ["openpunctuation"] = "ps", ["closepunctuation"] = "pe",
        ["initialpunctuation"] = "pi", ["finalpunctuation"] = "pf", ["otherpunctuation"] = "po", ["symbol"] = "s",
        ["mathsymbol"] = "sm", ["currencysymbol"] = "sc", ["modifiersymbol"] = "sk", ["othersymbol"] = "so",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>\s</summary>
    public static CodePointSet Space { get; } = new(CharacterClasses.IsWhitespace);

    /// <summary>\d</summary>
    public static CodePointSet Digit { get; } = new(codePoint => CategoryOf(codePoint) == UnicodeCategory.DecimalDigitNumber);

    /// <summary>\w in brackets: letters, marks, decimal digits, connectors.</summary>
    public static CodePointSet Word { get; } = Property("Alphabetic").Or(Of("m")).Or(Digit).Or(Of("pc"));

    /// <summary>\w outside brackets, where Oniguruma takes superscript digits and fractions of Latin-1 as well.</summary>
    public static CodePointSet WordAlone { get; } =
        Word.Or(new CodePointSet(codePoint => codePoint is 0xB2 or 0xB3 or 0xB9 or (>= 0xBC and <= 0xBE)));

    /// <summary>\w of the library's own rules, which follow Unicode Technical Standard 18, Annex C: with the two joiners.</summary>
    public static CodePointSet WordWithJoiners { get; } = Word.Or(new CodePointSet(codePoint => codePoint is 0x200C or 0x200D));

    /// <summary>\h</summary>
    public static CodePointSet HexadecimalDigit { get; } = new(codePoint => codePoint < 0x80 && char.IsAsciiHexDigit((char)codePoint));

    /// <summary>All but the line feed.</summary>
    public static CodePointSet Dot { get; } = CodePointSet.Of('\n').Negated();

    /// <summary>The set of a property's name (in \p{…}) or of a POSIX bracket, or null where the name is not known.</summary>
    public static CodePointSet? Find(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return plain switch
        {
            "any" => CodePointSet.All,
            "space" or "whitespace" => Space,
            "digit" => Digit,
            "word" => Word,
            "xdigit" => HexadecimalDigit,
            "alpha" => Property("Alphabetic"),
            "alnum" => Property("Alphabetic").Or(Digit),
            "lower" => Property("Lowercase"),
            "upper" => Property("Uppercase"),
            "blank" => Of("zs").Or(CodePointSet.Of('\t')),
            "cntrl" => Of("cc"),
            "punct" => Of("p").Or(Of("s")),
            _ when Categories.Any(category => category.StartsWith(plain, StringComparison.Ordinal)) && plain.Length > 0 => Of(plain),
            _ when LongNames.TryGetValue(plain, out var category) => Of(category),
            _ when UnicodeTables.Instance.Properties.ContainsKey(plain) => Property(plain),
            _ => null,
        };
    }

    private static UnicodeCategory CategoryOf(int codePoint) => UnicodeTables.Instance.CategoryOf(codePoint);

    private static CodePointSet Of(string prefix)
    {
        var members = Array.ConvertAll(Categories, category => category.StartsWith(prefix, StringComparison.Ordinal));
        return new CodePointSet(codePoint => members[(int)CategoryOf(codePoint)]);
    }

    private static CodePointSet Property(string name)
    {
        var ranges = UnicodeTables.Instance.Properties[name];
        return new CodePointSet(codePoint => Array.Exists(ranges, range => codePoint >= range.Start && codePoint < range.Start + range.Length));
    }
}
