using System.Globalization;
using System.Text;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Values as text, as Python's <c>str</c> and <c>repr</c> write them.</summary>
internal static class TemplateText
{
    private const int MaximumDepth = 100;

    /// <summary>Whether Python takes a value for true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        List<object?> list => list.Count > 0,
        TemplateDictionary dictionary => dictionary.Count > 0,
        _ => true,
    };

    /// <summary>A value as the output shows it.</summary>
    public static string Of(object? value) => value switch
    {
        string text => text,
        Undefined => "",
        null => "None",
        bool truth => truth ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => OfNumber(number),
        _ => Shown(value, 0),
    };

    /// <summary>What kind of value it is, for messages.</summary>
    public static string KindOf(object? value) => value switch
    {
        null => "none",
        Undefined undefined => $"'{undefined.Name}', which is not defined",
        bool => "a truth",
        long => "a whole number",
        double => "a number",
        string => "a text",
        List<object?> => "a list",
        TemplateDictionary => "a dictionary",
        TemplateNamespace => "a namespace",
        TemplateFunction function => $"the function {function.Name}",
        _ => "the loop",
    };

    /// <summary>The shortest digits that read back as the number, in Python's form.</summary>
    public static string OfNumber(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var magnitude = Math.Abs(number);
        if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16))
        {
            var text = number.ToString("E16", CultureInfo.InvariantCulture);
            var shortest = number.ToString("R", CultureInfo.InvariantCulture);
            var digits = shortest.Split('E')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0').TrimEnd('0');
            var exponent = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return FormattableString.Invariant(
                $"{(number < 0 ? "-" : "")}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}");
        }

        var plain = number.ToString("R", CultureInfo.InvariantCulture);
        plain = plain.Contains('E', StringComparison.Ordinal) ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : plain;
        return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
    }

    private static string Shown(object? value, int depth) => value switch
    {
        _ when depth > MaximumDepth => "...",
        string text => Quoted(text),
        List<object?> list => $"[{string.Join(", ", list.Select(item => Shown(item, depth + 1)))}]",
        TemplateDictionary dictionary => $"{{{string.Join(", ", dictionary.Members.Select(member => $"{Shown(member.Key, depth + 1)}: {Shown(member.Value, depth + 1)}"))}}}",
        TemplateNamespace space => $"<Namespace {{{string.Join(", ", space.Members.Select(member => $"{Quoted(member.Key)}: {Shown(member.Value, depth + 1)}"))}}}>",
        TemplateFunction function => $"<function {function.Name}>",
        null or bool or long or double or Undefined => Of(value),
        _ => "<loop>",
    };

    private static string Quoted(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var result = new StringBuilder().Append(quote);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.Value switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\\' => "\\\\",
                _ when rune.Value == quote => "\\" + quote,
                < 0x20 or 0x7F => $"\\x{rune.Value:x2}",
                _ => rune.ToString(),
            });
        }

        return result.Append(quote).ToString();
    }
}
