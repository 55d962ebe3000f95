using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>The matches of a pattern in a text, one after the other, without overlap.</summary>
internal ref struct PatternMatches(TextPattern pattern, ReadOnlySpan<char> text)
{
    private readonly CodePointSet? _first = pattern.First;
    private readonly ReadOnlySpan<char> _text = text;
    private PatternMatcher _matcher = new(pattern.Instructions, text);
    private int _next;

    /// <summary>Where the last match starts, in UTF-16 units.</summary>
    public int Start { get; private set; }

    /// <summary>Where the last match ends.</summary>
    public int End { get; private set; } = -1;

    /// <summary>Goes to the next match. An empty one where the last ended is passed over.</summary>
    /// <exception cref="PatternEffortException">The search takes too many steps for the length of the text.</exception>
    public bool MoveNext()
    {
        while (_next <= _text.Length)
        {
            var start = _next;
            if (_first is not null)
            {
                start = SkipTo(_first, start);
                if (start == _text.Length)
                {
                    return false;
                }
            }

            var end = _matcher.Match(start);
            _next = end > start ? end : start + (start < _text.Length ? CodePoints.Length(CodePoints.At(_text, start)) : 1);
            if (end > start || (end == start && end != End))
            {
                (Start, End) = (start, end);
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives back what the search borrowed.</summary>
    public void Dispose() => _matcher.Dispose();

    private readonly int SkipTo(CodePointSet first, int start)
    {
        while (start < _text.Length)
        {
            var codePoint = CodePoints.At(_text, start);
            if (first.Contains(codePoint))
            {
                break;
            }

            start += CodePoints.Length(codePoint);
        }

        return start;
    }
}
