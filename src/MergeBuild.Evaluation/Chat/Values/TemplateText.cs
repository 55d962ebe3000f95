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

        // The shortest digits, which .NET writes with an exponent in a wider range than Python does.
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (shortest.Split('E') is not [var significand, var power])
        {
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        }

        var sign = number < 0 ? "-" : "";
        var digits = significand.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        var exponent = int.Parse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is >= 0 and < 16
            ? $"{sign}{digits.PadRight(exponent + 1, '0')[..(exponent + 1)]}.{(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0")}"
            : FormattableString.Invariant($"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}");
    }

    private static string Shown(object? value, int depth) => value switch
    {
        _ when depth > MaximumDepth => "...",
        string text => Quoted(text),
        TemplateTuple tuple => $"({string.Join(", ", tuple.Select(item => Shown(item, depth + 1)))}{(tuple.Count == 1 ? "," : "")})",
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
