namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>A dictionary of a template, in the order in which its keys came. Keys are texts, numbers, truths or none.</summary>
internal sealed class TemplateDictionary
{
    private readonly OrderedDictionary<(string Kind, string Text), (object? Key, object? Value)> _members = [];

    public int Count => _members.Count;

    public IEnumerable<object?> Keys => _members.Values.Select(member => member.Key);

    public IEnumerable<object?> Values => _members.Values.Select(member => member.Value);

    public IEnumerable<(object? Key, object? Value)> Members => _members.Values;

    public object? this[object? key]
    {
        set => _members[Identity(key)] = (key, value);
    }

    public bool TryGet(object? key, out object? value)
    {
        var found = _members.TryGetValue(Identity(key), out var member);
        value = member.Value;
        return found;
    }

    // 1, 1.0 and true are one key in Python.
    private static (string, string) Identity(object? key) => key switch
    {
        null => ("none", ""),
        string text => ("text", text),
        bool truth => ("number", truth ? "1" : "0"),
        long or double => ("number", TemplateText.Of(key is double number && number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : key)),
        _ => throw Language.TemplateFault.Value($"{TemplateText.KindOf(key)} cannot be a key of a dictionary."),
    };
}
