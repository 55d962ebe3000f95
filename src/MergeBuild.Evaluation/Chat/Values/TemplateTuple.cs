namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>A list that prints in parentheses; in all else it is a list.</summary>
internal sealed class TemplateTuple(IEnumerable<object?> items) : List<object?>(items);
