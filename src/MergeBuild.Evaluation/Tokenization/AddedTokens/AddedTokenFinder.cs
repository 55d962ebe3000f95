using System.Buffers;
using MergeBuild.Evaluation.Tokenization.Patterns;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.AddedTokens;

/// <summary>Finds added tokens in a text: from the left, the longest of those that begin at one place.</summary>
internal sealed class AddedTokenFinder
{
    private readonly Node _root = new();
    private readonly SearchValues<char> _firstUnits;

    /// <summary>A finder of tokens by the text that stands for them; of tokens with one text the first counts.</summary>
    public AddedTokenFinder(IEnumerable<(string Text, AddedToken Token)> tokens)
    {
        foreach (var (text, token) in tokens.Where(entry => entry.Text.Length > 0))
        {
            var node = _root;
            foreach (var unit in text)
            {
                node = node.Children.TryGetValue(unit, out var child) ? child : node.Children[unit] = new Node();
            }

            node.Token ??= token;
        }

        _firstUnits = SearchValues.Create([.. _root.Children.Keys]);
    }

    /// <summary>Cuts a text into added tokens and what is between them; parts are in order, and may be empty.</summary>
    public List<(int Start, int End, AddedToken? Token)> Find(string text)
    {
        var parts = new List<(int Start, int End, AddedToken? Token)>();
        var last = 0;
        for (var index = 0; TryMatch(text, index, out var start, out var end, out var token); index = end)
        {
            if (token!.IsSingleWord && (IsWordBefore(text, start) || IsWordAt(text, end)))
            {
                continue;
            }

            var from = token.StripsLeft ? Math.Max(last, SpaceBefore(text, start)) : start;
            var to = token.StripsRight ? SpaceBehind(text, end) : end;
            if (from > last)
            {
                parts.Add((last, from, null));
            }

            parts.Add((from, to, token));
            last = to;
        }

        if (last < text.Length)
        {
            parts.Add((last, text.Length, null));
        }

        return parts;
    }

    private bool TryMatch(string text, int from, out int start, out int end, out AddedToken? token)
    {
        (end, token) = (from, null);
        for (start = from; start < text.Length; start++)
        {
            var offset = text.AsSpan(start).IndexOfAny(_firstUnits);
            if (offset < 0)
            {
                break;
            }

            start += offset;
            var node = _root;
            for (var index = start; index < text.Length && node.Children.TryGetValue(text[index], out node);)
            {
                index++;
                (end, token) = node.Token is null ? (end, token) : (index, node.Token);
            }

            if (token is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWordBefore(string text, int index) =>
        index > 0 && NamedSets.WordWithJoiners.Contains(CodePoints.At(text, CodePoints.Before(text, index)));

    private static bool IsWordAt(string text, int index) => index < text.Length && NamedSets.WordWithJoiners.Contains(CodePoints.At(text, index));

    private static int SpaceBefore(string text, int index)
    {
        while (index > 0 && CharacterClasses.IsWhitespace(text[index - 1]))
        {
            index--;
        }

        return index;
    }

    private static int SpaceBehind(string text, int index)
    {
        while (index < text.Length && CharacterClasses.IsWhitespace(text[index]))
        {
            index++;
        }

        return index;
    }

    private sealed class Node
    {
        public Dictionary<char, Node> Children { get; } = [];

        public AddedToken? Token { get; set; }
    }
}
