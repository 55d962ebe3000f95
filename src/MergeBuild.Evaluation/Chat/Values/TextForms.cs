using System.Text;
using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Texts made of texts, for methods and filters alike.</summary>
internal static class TextForms
{
    /// <summary>The first character in upper case, the others in lower case.</summary>
    public static string Capitalize(string text)
    {
        var first = TemplateItems.Characters(text).FirstOrDefault() ?? "";
        return first.ToUpperInvariant() + text[first.Length..].ToLowerInvariant();
    }

    /// <summary>Each run of letters with its first in upper case and the others in lower case.</summary>
    public static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        var inside = false;
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append((inside ? Rune.ToLowerInvariant(rune) : Rune.ToUpperInvariant(rune)).ToString());
            inside = Rune.IsLetter(rune);
        }

        return result.ToString();
    }

    /// <summary>Other parts in the place of some; a negative count means all.</summary>
    public static string Replace(TemplateArguments arguments, string text, string old, string other, int count)
    {
        // Between all characters, as Python replaces the empty text.
        var parts = old.Length > 0 ? text.Split(old, count < 0 ? int.MaxValue : count == int.MaxValue ? count : count + 1)
            : throw TemplateFault.Value("an empty text cannot be replaced.");
        TemplateContext.CheckLength((decimal)text.Length + ((decimal)other.Length * parts.Length));
        return string.Join(other, parts);
    }

    /// <summary>Items as text with a separator between them.</summary>
    public static string Join(TemplateContext context, IEnumerable<object?> items, string separator)
    {
        var result = new StringBuilder();
        foreach (var (index, item) in items.Index())
        {
            result.Append(index > 0 ? separator : "").Append(TemplateText.Of(item));
            TemplateContext.CheckLength(result.Length);
        }

        return context.Made(result.ToString());
    }

    /// <summary>A text filled up to a width.</summary>
    public static string Pad(TemplateArguments arguments, string text, int width, char filler, bool left, bool right)
    {
        TemplateContext.CheckLength(width);
        var missing = Math.Max(0, width - text.Length);
        var before = left && right ? missing / 2 : left ? missing : 0;
        return new string(filler, before) + text + new string(filler, missing - before);
    }
}
