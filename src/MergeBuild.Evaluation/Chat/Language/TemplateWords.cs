using System.Globalization;
using System.Text;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>Names, numbers, strings and operators inside of tags.</summary>
internal static class TemplateWords
{
    private static readonly string[] LongOperators = ["//", "**", "==", "!=", ">=", "<="];
    private const string ShortOperators = "+-*/%~[](){}<>=.:|,;";

    /// <summary>Reads the token at a position, which is not a blank.</summary>
    public static TemplateToken Read(string source, int position, int line, out int length)
    {
        var first = source[position];
        if (char.IsLetter(first) || first == '_')
        {
            length = Run(source, position, character => char.IsLetterOrDigit(character) || character == '_');
            return new TemplateToken(TemplateTokenKind.Name, source.Substring(position, length), line);
        }

        if (char.IsAsciiDigit(first))
        {
            return Number(source, position, line, out length);
        }

        if (first is '\'' or '"')
        {
            return new TemplateToken(TemplateTokenKind.String, Text(source, position, line, out length), line);
        }

        var operation = LongOperators.FirstOrDefault(text => string.CompareOrdinal(source, position, text, 0, text.Length) == 0)
            ?? (ShortOperators.Contains(first, StringComparison.Ordinal) ? first.ToString() : throw TemplateFault.Syntax(line, $"'{first}' is unexpected."));
        length = operation.Length;
        return new TemplateToken(TemplateTokenKind.Operator, operation, line);
    }

    private static TemplateToken Number(string source, int position, int line, out int length)
    {
        length = Run(source, position, character => char.IsAsciiDigit(character) || character == '_');
        var kind = TemplateTokenKind.Integer;
        if (Peek(source, position + length) == '.' && char.IsAsciiDigit(Peek(source, position + length + 1)))
        {
            kind = TemplateTokenKind.Float;
            length += 1 + Run(source, position + length + 1, char.IsAsciiDigit);
        }

        if (Peek(source, position + length) is 'e' or 'E')
        {
            var sign = Peek(source, position + length + 1) is '-' or '+' ? 1 : 0;
            if (Run(source, position + length + 1 + sign, char.IsAsciiDigit) is > 0 and var digits)
            {
                kind = TemplateTokenKind.Float;
                length += 1 + sign + digits;
            }
        }

        return new TemplateToken(kind, source.Substring(position, length).Replace("_", "", StringComparison.Ordinal), line);
    }

    private static string Text(string source, int position, int line, out int length)
    {
        var text = new StringBuilder();
        var index = position + 1;
        while (index < source.Length && source[index] != source[position])
        {
            if (source[index] != '\\')
            {
                text.Append(source[index++]);
                continue;
            }

            index = Escape(source, index + 1, text);
        }

        length = index + 1 - position;
        return index < source.Length ? text.ToString() : throw TemplateFault.Syntax(line, "the string has no end.");
    }

    // The escapes of Python's strings; an unknown one stands for itself.
    private static int Escape(string source, int index, StringBuilder text)
    {
        var (escaped, digits) = Peek(source, index) switch
        {
            'n' => ("\n", 0),
            't' => ("\t", 0),
            'r' => ("\r", 0),
            'b' => ("\b", 0),
            'f' => ("\f", 0),
            'v' => ("\v", 0),
            'a' => ("\a", 0),
            '\\' => ("\\", 0),
            '\'' => ("'", 0),
            '"' => ("\"", 0),
            '\n' => ("", 0),
            'x' => (null, 2),
            'u' => (null, 4),
            'U' => (null, 8),
            _ => ("\\", -1),
        };
        if (digits > 0)
        {
            var valid = index + digits < source.Length &&
                int.TryParse(source.AsSpan(index + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
            code = valid ? int.Parse(source.AsSpan(index + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : -1;
            escaped = code is >= 0 and <= 0xFFFF ? ((char)code).ToString() : Rune.IsValid(code) ? new Rune(code).ToString() : null;
            (escaped, digits) = escaped is null ? ("\\", -1) : (escaped, digits);
        }

        text.Append(escaped);
        return index + 1 + digits;
    }

    private static int Run(string source, int position, Func<char, bool> belongs)
    {
        var end = position;
        while (end < source.Length && belongs(source[end]))
        {
            end++;
        }

        return end - position;
    }

    private static char Peek(string source, int position) => position < source.Length ? source[position] : '\0';
}
