using System.Globalization;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>A place in a pattern.</summary>
internal sealed class PatternReader(string pattern)
{
    private int _index;

    /// <summary>Whether all is read.</summary>
    public bool IsAtEnd => _index == pattern.Length;

    /// <summary>Whether a character comes next.</summary>
    public bool IsAt(char character) => _index < pattern.Length && pattern[_index] == character;

    /// <summary>Whether a text comes next.</summary>
    public bool IsAt(string text) => pattern.AsSpan(_index).StartsWith(text, StringComparison.Ordinal);

    /// <summary>Goes past a character if it comes next.</summary>
    public bool Takes(char character)
    {
        var isAt = IsAt(character);
        _index += isAt ? 1 : 0;
        return isAt;
    }

    /// <summary>Goes past a text if it comes next.</summary>
    public bool Takes(string text)
    {
        var isAt = IsAt(text);
        _index += isAt ? text.Length : 0;
        return isAt;
    }

    /// <summary>The next code point.</summary>
    public int Next()
    {
        if (IsAtEnd)
        {
            throw Failure("the pattern ends too early");
        }

        var codePoint = CodePoints.At(pattern, _index);
        _index += CodePoints.Length(codePoint);
        return codePoint;
    }

    /// <summary>The text before a character, which is gone past.</summary>
    public string Until(char end)
    {
        var length = pattern.AsSpan(_index).IndexOf(end);
        if (length < 0)
        {
            throw Failure($"no '{end}'");
        }

        var text = pattern.Substring(_index, length);
        _index += length + 1;
        return text;
    }

    /// <summary>A code point in hexadecimal digits, up to a number of them.</summary>
    public int Hexadecimal(int minimum, int maximum)
    {
        var length = 0;
        while (length < maximum && _index + length < pattern.Length && char.IsAsciiHexDigit(pattern[_index + length]))
        {
            length++;
        }

        if (length < minimum ||
            !int.TryParse(pattern.AsSpan(_index, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var codePoint) ||
            codePoint is < 0 or >= CodePoints.Limit or (>= 0xD800 and < 0xE000))
        {
            throw Failure("no code point in hexadecimal digits");
        }

        _index += length;
        return codePoint;
    }

    /// <summary>{n}, {n,}, {n,m} or {,m}; null, and nothing is read, where none of them comes next.</summary>
    public (int Minimum, int Maximum)? Interval(int limit)
    {
        var end = IsAt('{') ? pattern.IndexOf('}', _index) : -1;
        if (end < 0)
        {
            return null;
        }

        var numbers = pattern[(_index + 1)..end].Split(',');
        if (numbers.Length > 2 || numbers.All(number => number.Length == 0) || !numbers.All(number => number.All(char.IsAsciiDigit)) ||
            (numbers.Length == 1 && numbers[0].Length == 0))
        {
            return null;
        }

        var minimum = numbers[0].Length == 0 ? 0 : Count(numbers[0], limit);
        var maximum = numbers[^1].Length == 0 ? int.MaxValue : Count(numbers[^1], limit);
        _index = end + 1;
        return minimum <= maximum ? (minimum, maximum) : throw Failure("an interval whose end is before its start");
    }

    /// <summary>The error that something is wrong before this place.</summary>
    public PatternException Failure(string reason) => new(reason, Math.Max(0, _index - 1));

    private int Count(string digits, int limit) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= limit
            ? count
            : throw Failure($"more than {limit} repetitions");
}
