namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Texts divided as Python divides them.</summary>
internal static class TextSplitting
{
    /// <summary>Parts between separators, or words where there is none; a negative limit of cuts is none.</summary>
    public static List<object?> Split(string text, string? separator, int limit)
    {
        if (separator is not null)
        {
            return [.. text.Split(NotEmpty(separator), limit is < 0 or int.MaxValue ? int.MaxValue : limit + 1)];
        }

        var words = new List<object?>();
        var rest = text.TrimStart();
        while (rest.Length > 0)
        {
            var end = limit >= 0 && words.Count >= limit ? -1 : rest.AsSpan().IndexOfAny(WhiteSpace);
            words.Add(end < 0 ? rest.TrimEnd() : rest[..end]);
            rest = end < 0 ? "" : rest[end..].TrimStart();
        }

        return words;
    }

    /// <summary>The same with the cuts counted from the end.</summary>
    public static List<object?> SplitFromEnd(string text, string? separator, int limit)
    {
        if (limit < 0)
        {
            return Split(text, separator, limit);
        }

        var parts = Split(text, separator ?? " ", -1);
        var kept = Math.Max(0, parts.Count - limit - 1);
        return separator is null ? throw Language.TemplateFault.NotSupported("rsplit with a limit and no separator", "")
            : [string.Join(separator, parts.Take(kept + 1)), .. parts.Skip(kept + 1)];
    }

    /// <summary>The lines of a text.</summary>
    public static List<object?> Lines(string text, bool keepEnds)
    {
        var lines = new List<object?>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny(LineEnds);
            var content = end < 0 ? text.Length : start + end;
            var next = end < 0 ? text.Length : content + (text[content] == '\r' && content + 1 < text.Length && text[content + 1] == '\n' ? 2 : 1);
            lines.Add(text[start..(keepEnds ? next : content)]);
            start = next;
        }

        return lines;
    }

    /// <summary>What is before a separator, the separator, and what is after it.</summary>
    public static List<object?> Partition(string text, string separator)
    {
        var index = text.IndexOf(NotEmpty(separator), StringComparison.Ordinal);
        return index < 0 ? new TemplateTuple([text, "", ""]) : new TemplateTuple([text[..index], separator, text[(index + separator.Length)..]]);
    }

    private static readonly System.Buffers.SearchValues<char> WhiteSpace =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(char.IsWhiteSpace)]);

    private static readonly System.Buffers.SearchValues<char> LineEnds = System.Buffers.SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    private static string NotEmpty(string separator) => separator.Length > 0 ? separator
        : throw Language.TemplateFault.Value("the separator is empty.");
}
