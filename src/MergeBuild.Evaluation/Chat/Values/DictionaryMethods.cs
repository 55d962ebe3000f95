using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Methods of dictionaries. Those that change one are refused, as transformers renders in an immutable sandbox.</summary>
internal static class DictionaryMethods
{
    /// <summary>A method, or null when there is none of that name.</summary>
    public static object? Find(TemplateDictionary dictionary, string name) => name switch
    {
        "get" => new TemplateFunction(name, arguments => dictionary.TryGet(arguments.AtMost(2, "key", "default").Need(0, "key"), out var value)
            ? value
            : arguments.Get(1, "default")),
        "keys" => new TemplateFunction(name, arguments => arguments.Context.Made([.. dictionary.Keys])),
        "values" => new TemplateFunction(name, arguments => arguments.Context.Made([.. dictionary.Values])),
        "items" => new TemplateFunction(name, arguments => Items(arguments.Context, dictionary)),
        "pop" or "popitem" or "update" or "setdefault" or "clear" => ListMethods.Refused(name),
        _ => null,
    };

    /// <summary>Pairs of key and value.</summary>
    public static List<object?> Items(TemplateContext context, TemplateDictionary dictionary) =>
        context.Made([.. dictionary.Members.Select(member => new TemplateTuple([member.Key, member.Value]))]);
}
