using System.Text;

namespace MergeBuild.Diagnostics;

/// <summary>
/// Makes text that came out of a file safe to print. Tensor names and metadata are written by strangers: a name that
/// begins with <c>::</c> or holds <c>##[</c> is a command to a CI runner, an escape character is one to a terminal,
/// and " [" ends the message for GitHub's problem matcher.
/// </summary>
public static class LogText
{
    private const int MaximumLength = 200;

    /// <summary>Returns <paramref name="text"/> with everything that a log could take for a command made harmless.</summary>
    public static string Sanitize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(Math.Min(text.Length, MaximumLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (builder.Length >= MaximumLength)
            {
                builder.Append('…');
                break;
            }

            if (IsHarmless(rune))
            {
                builder.Append(rune.ToString());
            }
            else
            {
                builder.Append("\\u{").Append(rune.Value.ToString("X", null)).Append('}');
            }
        }

        return builder.Replace("::", ":\u200B:").Replace("##[", "##(").Replace(" [", " (").ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (System.Globalization.UnicodeCategory.Control or
         System.Globalization.UnicodeCategory.Format or
         System.Globalization.UnicodeCategory.LineSeparator or
         System.Globalization.UnicodeCategory.ParagraphSeparator or
         System.Globalization.UnicodeCategory.Surrogate);
}
