using System.Globalization;
using System.Text;

namespace MergeBuild.Diagnostics;

/// <summary>
/// Makes text that came out of a file safe to print. Tensor names and metadata are written by strangers: a name that
/// begins with <c>::</c> or holds <c>##[</c> or <c>##vso[</c> is a command to a CI runner, an escape character is one
/// to a terminal, and " [" ends the message for GitHub's problem matcher.
/// </summary>
public static class LogText
{
    // Long enough for the paths that people have, short enough for a name of a hundred megabytes.
    private const int MaximumLength = 1000;
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Returns <paramref name="text"/> with everything that a log could take for a command made harmless.</summary>
    public static string Sanitize(string text) => Sanitize(text, mayEndMessage: false);

    /// <summary>The same for a path in front of a message, whose " [" ends nothing, and stays as the folder is called.</summary>
    public static string SanitizePath(string path) => Sanitize(path, mayEndMessage: true);

    private static string Sanitize(string text, bool mayEndMessage)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(Math.Min(text.Length, MaximumLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (builder.Length >= MaximumLength)
            {
                return builder.Append('…').ToString();
            }

            Append(builder, rune, mayEndMessage);
        }

        return builder.ToString();
    }

    private static void Append(StringBuilder builder, Rune rune, bool mayEndMessage)
    {
        var previous = builder.Length > 0 ? builder[^1] : default;
        if (!IsHarmless(rune))
        {
            builder.Append("\\u{").Append(rune.Value.ToString("X", CultureInfo.InvariantCulture)).Append('}');
        }
        else if (rune.Value == '[' && char.IsWhiteSpace(previous) && !mayEndMessage)
        {
            builder.Append('(');
        }
        else if (rune.Value is ':' or '#' && rune.Value == previous)
        {
            builder.Append(ZeroWidthSpace).Append(previous);
        }
        else
        {
            builder.Append(rune.ToString());
        }
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or
         UnicodeCategory.Format or
         UnicodeCategory.LineSeparator or
         UnicodeCategory.ParagraphSeparator or
         UnicodeCategory.Surrogate);
}
