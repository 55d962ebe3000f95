using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Methods of texts, as Python has them.</summary>
internal static class TextMethods
{
    private static readonly Dictionary<string, Func<string, TemplateArguments, object?>> Methods = new(StringComparer.Ordinal)
    {
        ["strip"] = (text, arguments) => Strip(text, arguments.AtMost(1, "chars").Text(0, "chars", null), start: true, end: true),
        ["lstrip"] = (text, arguments) => Strip(text, arguments.AtMost(1, "chars").Text(0, "chars", null), start: true, end: false),
        ["rstrip"] = (text, arguments) => Strip(text, arguments.AtMost(1, "chars").Text(0, "chars", null), start: false, end: true),
        ["upper"] = (text, _) => text.ToUpperInvariant(),
        ["lower"] = (text, _) => text.ToLowerInvariant(),
        ["capitalize"] = (text, _) => TextForms.Capitalize(text),
        ["title"] = (text, _) => TextForms.Title(text),
        ["startswith"] = (text, arguments) => Any(arguments, part => text.StartsWith(part, StringComparison.Ordinal)),
        ["endswith"] = (text, arguments) => Any(arguments, part => text.EndsWith(part, StringComparison.Ordinal)),
        ["removeprefix"] = (text, arguments) => text.StartsWith(arguments.Text(0, "prefix"), StringComparison.Ordinal) ? text[arguments.Text(0, "prefix").Length..] : text,
        ["removesuffix"] = (text, arguments) => text.EndsWith(arguments.Text(0, "suffix"), StringComparison.Ordinal) ? text[..^arguments.Text(0, "suffix").Length] : text,
        ["replace"] = (text, arguments) => TextForms.Replace(arguments, text, arguments.Text(0, "old"), arguments.Text(1, "new"), arguments.Whole(2, "count", -1)),
        ["split"] = (text, arguments) => arguments.Context.Made(TextSplitting.Split(text, arguments.AtMost(2, "sep", "maxsplit").Text(0, "sep", null), arguments.Whole(1, "maxsplit", -1))),
        ["rsplit"] = (text, arguments) => arguments.Context.Made(TextSplitting.SplitFromEnd(text, arguments.AtMost(2, "sep", "maxsplit").Text(0, "sep", null), arguments.Whole(1, "maxsplit", -1))),
        ["splitlines"] = (text, arguments) => arguments.Context.Made(TextSplitting.Lines(text, arguments.AtMost(1, "keepends").Truth(0, "keepends", false))),
        ["partition"] = (text, arguments) => TextSplitting.Partition(text, arguments.Text(0, "sep")),
        ["join"] = (text, arguments) => TextForms.Join(arguments.Context, TemplateItems.Of(arguments.Context, arguments.Need(0, "iterable")), text),
        ["find"] = (text, arguments) => Position(text, text.IndexOf(arguments.AtMost(1).Text(0, "sub"), StringComparison.Ordinal)),
        ["rfind"] = (text, arguments) => Position(text, text.LastIndexOf(arguments.AtMost(1).Text(0, "sub"), StringComparison.Ordinal)),
        ["index"] = (text, arguments) => text.IndexOf(arguments.AtMost(1).Text(0, "sub"), StringComparison.Ordinal) is >= 0 and var index
            ? Position(text, index)
            : throw TemplateFault.Value("the text does not contain the other one."),
        ["count"] = (text, arguments) => arguments.AtMost(1).Text(0, "sub") is { Length: > 0 } part ? (long)(text.Split(part).Length - 1) : TemplateItems.Characters(text).Count() + 1L,
        ["isdigit"] = (text, _) => All(text, char.IsDigit),
        ["isnumeric"] = (text, _) => All(text, char.IsNumber),
        ["isdecimal"] = (text, _) => All(text, char.IsDigit),
        ["isalpha"] = (text, _) => All(text, char.IsLetter),
        ["isalnum"] = (text, _) => All(text, char.IsLetterOrDigit),
        ["isspace"] = (text, _) => All(text, char.IsWhiteSpace),
        ["isupper"] = (text, _) => text.Any(char.IsUpper) && !text.Any(char.IsLower),
        ["islower"] = (text, _) => text.Any(char.IsLower) && !text.Any(char.IsUpper),
        ["zfill"] = (text, arguments) => TextForms.Pad(arguments, text, arguments.Whole(0, "width", 0), '0', left: true, right: false),
        ["ljust"] = (text, arguments) => TextForms.Pad(arguments, text, arguments.Whole(0, "width", 0), ' ', left: false, right: true),
        ["rjust"] = (text, arguments) => TextForms.Pad(arguments, text, arguments.Whole(0, "width", 0), ' ', left: true, right: false),
        ["center"] = (text, arguments) => TextForms.Pad(arguments, text, arguments.Whole(0, "width", 0), ' ', left: true, right: true),
    };

    /// <summary>A method, or null when there is none of that name. What it makes costs steps by its length.</summary>
    public static TemplateFunction? Find(string text, string name) => Methods.TryGetValue(name, out var method)
        ? new TemplateFunction(name, arguments =>
        {
            var context = arguments.Context;
            _ = context.Made(text);
            return method(text, arguments) is var result && result is string made ? context.Made(made) : result;
        })
        : null;

    /// <summary>A text without the characters at its ends, white space unless others are given.</summary>
    public static string Strip(string text, string? characters, bool start, bool end)
    {
        var (first, last) = (0, text.Length);
        while (start && first < last && Belongs(text[first]))
        {
            first++;
        }

        while (end && last > first && Belongs(text[last - 1]))
        {
            last--;
        }

        return text[first..last];

        bool Belongs(char character) => characters is null ? char.IsWhiteSpace(character) : characters.Contains(character, StringComparison.Ordinal);
    }

    private static bool Any(TemplateArguments arguments, Func<string, bool> holds) => arguments.Need(0, "prefix") is List<object?> parts
        ? parts.OfType<string>().Any(holds)
        : holds(arguments.Text(0, "prefix"));

    private static bool All(string text, Func<char, bool> holds) => text.Length > 0 && text.All(holds);

    // Positions count code points, as indexes and slices do.
    private static long Position(string text, int index) => index <= 0 ? index : TemplateItems.Characters(text[..index]).Count();
}
