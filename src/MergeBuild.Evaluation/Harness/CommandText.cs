using System.Collections.Immutable;
using System.Text;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Harness;

/// <summary>
/// A command line divided into program and arguments. Blanks divide; <c>"…"</c> and <c>'…'</c> keep them, and may stand inside
/// of an argument; inside of <c>"…"</c>, <c>\"</c> and <c>\\</c> are the character after the backslash, everywhere else a
/// backslash is itself. Placeholders in braces are replaced after the division, so that blanks in a path divide nothing;
/// doubled braces stand for single ones. No shell is involved.
/// </summary>
internal static class CommandText
{
    /// <summary>Divides a command and replaces its placeholders.</summary>
    /// <exception cref="MergeBuildException">MB4160: a quotation mark is open, a placeholder is unknown, or there is no program.</exception>
    public static ImmutableArray<string> Parse(string command, IReadOnlyDictionary<string, string> placeholders)
    {
        var words = Divide(command).Select(word => Replace(command, word, placeholders)).ToImmutableArray();
        return words is [{ Length: > 0 }, ..] ? words : throw Malformed(command, "it names no program");
    }

    private static List<string> Divide(string command)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var index = 0; index < command.Length; index++)
        {
            var character = command[index];
            if (quote == '"' && character == '\\' && index + 1 < command.Length && command[index + 1] is '"' or '\\')
            {
                word!.Append(command[++index]);
            }
            else if (quote != '\0' ? character == quote : character is '"' or '\'')
            {
                word ??= new StringBuilder();
                quote = quote == '\0' ? character : '\0';
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                Finish();
            }
            else
            {
                (word ??= new StringBuilder()).Append(character);
            }
        }

        Finish();
        return quote == '\0' ? words : throw Malformed(command, $"the quotation mark {quote} is not closed");

        void Finish()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }

    private static string Replace(string command, string word, IReadOnlyDictionary<string, string> placeholders)
    {
        var result = new StringBuilder();
        for (var index = 0; index < word.Length; index++)
        {
            var character = word[index];
            if (character is '{' or '}' && index + 1 < word.Length && word[index + 1] == character)
            {
                result.Append(character);
                index++;
            }
            else if (character == '{')
            {
                var end = word.IndexOf('}', index);
                var name = end < 0 ? word[(index + 1)..] : word[(index + 1)..end];
                result.Append(end >= 0 && placeholders.TryGetValue(name, out var value) ? value
                    : throw Malformed(command, $"'{name}' is not a placeholder{Suggestion.For(name, placeholders.Keys)}; doubled braces stand for single ones"));
                index = end;
            }
            else
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }

    private static MergeBuildException Malformed(string command, string reason) => DiagnosticTable.CommandMalformed.Exception(command, reason);
}
