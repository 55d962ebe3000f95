using System.Text;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// Text as GitHub-flavoured Markdown that shows it as it is, in tables, too. Names stand in code spans, where nothing is a link, a
/// mention or a heading; sentences have every mark escaped.
/// </summary>
internal static class MarkdownText
{
    // A table of longer names is no summary.
    private const int LongestName = 120;

    /// <summary>A name, as code.</summary>
    public static string Code(string name)
    {
        var text = ReportText.Printable(name, LongestName).Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', LongestRun(text) + 1);
        var pad = text.Length == 0 || text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return fence + pad + text + pad + fence;
    }

    /// <summary>A sentence, in which nothing is markup.</summary>
    public static string Plain(string sentence)
    {
        var text = new StringBuilder();
        var printable = ReportText.Printable(sentence);
        for (var i = 0; i < printable.Length; i++)
        {
            var character = printable[i];
            _ = character switch
            {
                '<' => text.Append("&lt;"),
                '&' => text.Append("&amp;"),

                // Mentions are looked for after the marks were read, so that a backslash does not keep them off.
                '@' => text.Append("@\u200B"),

                // Before a letter it may begin the name of a picture, before a slash the address of a link.
                ':' when i + 1 < printable.Length && printable[i + 1] != ' ' => text.Append("\\:"),
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '>' or '~' or '$' => text.Append('\\').Append(character),
                _ => text.Append(character),
            };
        }

        return text.Replace("www.", "www\\.").ToString();
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
