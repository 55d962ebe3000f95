using System.Text;
using MergeBuild.Evaluation.Tokenization.Patterns;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>Replace</c>: puts one text in the place of each match. The text is taken as it stands, without group references.</summary>
internal sealed class Replacement : INormalizer
{
    private readonly string _literal;
    private readonly TextPattern? _pattern;
    private readonly string _content;

    /// <summary>Replaces what a literal, or the pattern where there is one, matches.</summary>
    public Replacement(string literal, TextPattern? pattern, string content) => (_literal, _pattern, _content) = (literal, pattern, content);

    /// <summary>The literal that is replaced, or null where a pattern is.</summary>
    public string? Literal => _pattern is null ? _literal : null;

    /// <summary>What stands for a match.</summary>
    public string Content => _content;

    public string Normalize(string text)
    {
        if (_pattern is null)
        {
            // The library finds no empty text anywhere.
            return _literal.Length == 0 ? text : text.Replace(_literal, _content, StringComparison.Ordinal);
        }

        StringBuilder? builder = null;
        var last = 0;
        using var matches = _pattern.MatchesIn(text);
        while (matches.MoveNext())
        {
            builder ??= new StringBuilder(text.Length + 16);
            builder.Append(text, last, matches.Start - last).Append(_content);
            last = matches.End;
        }

        return builder is null ? text : builder.Append(text, last, text.Length - last).ToString();
    }
}
