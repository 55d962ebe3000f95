using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Methods of lists. Those that change one are refused, as transformers renders in an immutable sandbox.</summary>
internal static class ListMethods
{
    /// <summary>A method, or null when there is none of that name.</summary>
    public static object? Find(List<object?> list, string name) => name switch
    {
        "index" => new TemplateFunction(name, arguments => list.FindIndex(item => TemplateOperators.AreEqual(item, arguments.AtMost(1).Need(0, "value"))) is >= 0 and var index
            ? (long)index
            : throw TemplateFault.Value("the value is not in the list.")),
        "count" => new TemplateFunction(name, arguments => (long)list.Count(item => TemplateOperators.AreEqual(item, arguments.AtMost(1).Need(0, "value")))),
        "append" or "extend" or "insert" or "pop" or "remove" or "clear" or "sort" or "reverse" => Refused(name),
        _ => null,
    };

    /// <summary>A method that would change its value.</summary>
    public static TemplateFunction Refused(string name) => new(name, _ => throw TemplateFault.NotSupported(
        $"the method '{name}', which changes a value", "; use + to join lists, and namespace() to keep a value"));
}
