namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>A <c>namespace(…)</c>: the one value that a template may change from inside of a loop.</summary>
internal sealed class TemplateNamespace
{
    public Dictionary<string, object?> Members { get; } = new(StringComparer.Ordinal);
}
