using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>What can stand after <c>|</c>: the filters on single values; those on lists are in <see cref="ListFilters"/>.</summary>
internal static class TemplateFilters
{
    private static readonly Dictionary<string, Func<object?, TemplateArguments, object?>> Filters = new(ListFilters.All, StringComparer.Ordinal)
    {
        ["default"] = (value, arguments) => value is Undefined || (arguments.AtMost(2, "default_value", "boolean").Truth(1, "boolean", false) && !TemplateText.IsTrue(value))
            ? arguments.Get(0, "default_value", "")
            : value,
        ["trim"] = (value, arguments) => TextMethods.Strip(Text(value), arguments.AtMost(1, "chars").Text(0, "chars", null), start: true, end: true),
        ["upper"] = (value, _) => Text(value).ToUpperInvariant(),
        ["lower"] = (value, _) => Text(value).ToLowerInvariant(),
        ["capitalize"] = (value, _) => TextForms.Capitalize(Text(value)),
        ["title"] = (value, _) => TextForms.Title(Text(value)),
        ["string"] = (value, _) => Text(value),
        ["safe"] = (value, _) => Text(value),
        ["escape"] = (value, _) => Escape(Text(value)),
        ["forceescape"] = (value, _) => Escape(Text(value)),
        ["replace"] = (value, arguments) => TextForms.Replace(arguments.AtMost(3, "old", "new", "count"), Text(value), arguments.Text(0, "old"), arguments.Text(1, "new"), arguments.Whole(2, "count", -1)),
        ["indent"] = (value, arguments) => Indent(Text(value), arguments.AtMost(3, "width", "first", "blank")),
        ["center"] = (value, arguments) => TextForms.Pad(arguments, Text(value), arguments.Whole(0, "width", 80), ' ', left: true, right: true),
        ["wordcount"] = (value, _) => (long)TextSplitting.Split(Text(value), null, -1).Count,
        ["int"] = (value, arguments) => Number.ToWhole(value, arguments.Get(0, "default", 0L)),
        ["float"] = (value, arguments) => Number.ToReal(value, arguments.Get(0, "default", 0.0)),
        ["abs"] = (value, _) => TemplateOperators.Compare(value, 0L) < 0 ? TemplateOperators.Arithmetic("-", 0L, value) : TemplateOperators.Arithmetic("+", 0L, value),
        ["round"] = (value, arguments) => Number.Round(value, arguments.AtMost(2, "precision", "method").Whole(0, "precision", 0), arguments.Text(1, "method", "common")!),
        ["tojson"] = (value, arguments) => Json(value, arguments),
        ["attr"] = (value, arguments) => TemplateMembers.Member(value, arguments.Text(0, "name")),
    };

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal) { ["d"] = "default", ["e"] = "escape", ["count"] = "length" };

    /// <summary>Refuses a name that is no filter.</summary>
    public static void CheckName(string name, int? line)
    {
        if (!Filters.ContainsKey(OtherNames.GetValueOrDefault(name, name)))
        {
            throw TemplateFault.NotSupported($"the filter '{name}'", Suggestion.For(name, Filters.Keys), line);
        }
    }

    /// <summary>What a filter makes of a value; texts and lists cost steps by their lengths.</summary>
    public static object? Apply(string name, object? value, TemplateArguments arguments)
    {
        CheckName(name, null);
        if (value is string input)
        {
            _ = arguments.Context.Made(input);
        }

        var result = Filters[OtherNames.GetValueOrDefault(name, name)](value, arguments);
        return result is string text ? arguments.Context.Made(text) : result is List<object?> list ? arguments.Context.Made(list) : result;
    }

    private static string Text(object? value) => TemplateText.Of(value);

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal);

    private static string Indent(string text, TemplateArguments arguments)
    {
        TemplateContext.CheckLength(arguments.Get(0, "width", 4L) is string ? 0 : arguments.Whole(0, "width", 4));
        var indent = arguments.Get(0, "width", 4L) as string ?? new string(' ', Math.Max(0, arguments.Whole(0, "width", 4)));
        var (first, blank) = (arguments.Truth(1, "first", false), arguments.Truth(2, "blank", false));
        var lines = text.Split('\n');
        TemplateContext.CheckLength((decimal)text.Length + ((decimal)indent.Length * lines.Length));
        return string.Join('\n', lines.Select((line, index) => (index == 0 ? first : blank || line.Length > 0) ? indent + line : line));
    }

    private static string Json(object? value, TemplateArguments arguments)
    {
        arguments.AtMost(1, "indent", "ensure_ascii", "separators", "sort_keys");
        if (arguments.Named.TryGetValue("ensure_ascii", out var ascii) && TemplateText.IsTrue(ascii))
        {
            throw TemplateFault.NotSupported("tojson with ensure_ascii", "");
        }

        var width = arguments.Get(0, "indent");
        TemplateContext.CheckLength(width is long spaces ? spaces : 0);
        var indent = width is null ? null : width as string ?? new string(' ', Math.Max(0, arguments.Whole(0, "indent", 0)));
        var separators = arguments.Get(int.MaxValue, "separators") is List<object?> { Count: 2 } pair
            ? (TemplateText.Of(pair[0]), TemplateText.Of(pair[1]))
            : (indent is null ? ", " : ",", ": ");
        return TemplateJson.Write(value, indent, separators.Item1, separators.Item2, arguments.Truth(int.MaxValue, "sort_keys", false));
    }
}
