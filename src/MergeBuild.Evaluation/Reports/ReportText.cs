using System.Globalization;
using System.Text;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// Text of files and items, which strangers write, as it may stand in a report: no control characters (which XML cannot hold), none
/// that turn the direction of writing around, no halves of characters, and never longer than people read.
/// </summary>
internal static class ReportText
{
    /// <summary>The most characters of a sentence.</summary>
    public const int LongestSentence = 1000;

    private const int LastOfPlane = 0xFFFE;

    /// <summary>The text with each character that cannot be shown written as its number.</summary>
    public static string Printable(string text, int longest = LongestSentence)
    {
        var builder = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (builder.Length >= longest)
            {
                return builder.Append('…').ToString();
            }

            if (IsShown(rune))
            {
                builder.Append(rune.ToString());
            }
            else
            {
                builder.Append("\\u{").Append(rune.Value.ToString("X", CultureInfo.InvariantCulture)).Append('}');
            }
        }

        return builder.ToString();
    }

    // U+200B is what LogText parts "::" and "##" with.
    private static bool IsShown(Rune rune) => rune.Value == 0x200B || ((rune.Value & LastOfPlane) != LastOfPlane && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or
         UnicodeCategory.Format or
         UnicodeCategory.LineSeparator or
         UnicodeCategory.ParagraphSeparator or
         UnicodeCategory.Surrogate));
}
