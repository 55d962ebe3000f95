using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>The items of what a template runs over.</summary>
internal static class TemplateItems
{
    /// <summary>The items of a list, the keys of a dictionary, the characters of a text.</summary>
    public static IReadOnlyList<object?> Of(TemplateContext context, object? value)
    {
        List<object?> items = value switch
        {
            List<object?> list => list,
            TemplateDictionary dictionary => [.. dictionary.Keys],
            string text => [.. Characters(text)],
            Undefined => [],
            _ => throw TemplateFault.Value($"{TemplateText.KindOf(value)} has no items."),
        };
        TemplateContext.CheckItems(items.Count);
        context.Step(items.Count);
        return items;
    }

    /// <summary>The characters of a text, one code point each.</summary>
    public static IEnumerable<string> Characters(string text)
    {
        for (var index = 0; index < text.Length;)
        {
            var length = index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
            yield return text.Substring(index, length);
            index += length;
        }
    }
}
