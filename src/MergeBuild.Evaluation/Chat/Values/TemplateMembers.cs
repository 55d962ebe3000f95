using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>What <c>value.name</c> and <c>value[key]</c> give.</summary>
internal static class TemplateMembers
{
    /// <summary>A method or key of a name; undefined when the value has neither.</summary>
    public static object? Member(object? target, string name) => target switch
    {
        Undefined undefined => throw TemplateFault.Value($"'{undefined.Name}' is not defined, so that it has no '{name}'."),
        TemplateNamespace space => space.Members.TryGetValue(name, out var value) ? value : new Undefined(name),
        TemplateLoop loop => loop.Member(name),
        TemplateDictionary dictionary => DictionaryMethods.Find(dictionary, name) ?? Key(dictionary, name),
        string text => (object?)TextMethods.Find(text, name) ?? new Undefined(name),
        List<object?> list => ListMethods.Find(list, name) ?? new Undefined(name),
        _ => new Undefined(name),
    };

    /// <summary>An item by its index or key; undefined when there is none.</summary>
    public static object? Item(TemplateContext context, object? target, object? key) => (target, key) switch
    {
        (Undefined undefined, _) => throw TemplateFault.Value($"'{undefined.Name}' is not defined, so that it has no items."),
        (TemplateDictionary dictionary, string name) => dictionary.TryGet(name, out var value) ? value
            : DictionaryMethods.Find(dictionary, name) ?? new Undefined(name),
        (TemplateDictionary dictionary, _) => Key(dictionary, key),
        (List<object?> list, long index) => At(list, index),
        (string text, long index) => At(context.Made([.. TemplateItems.Characters(text)]), index),
        (_, string name) => Member(target, name),
        _ => new Undefined(TemplateText.Of(key)),
    };

    private static object? Key(TemplateDictionary dictionary, object? key) =>
        dictionary.TryGet(key, out var value) ? value : new Undefined(TemplateText.Of(key));

    private static object? At(List<object?> list, long index)
    {
        var position = index < 0 ? index + list.Count : index;
        return position >= 0 && position < list.Count ? list[(int)position] : new Undefined($"item {index}");
    }
}
