namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>What follows a backslash.</summary>
internal static class PatternEscapes
{
    /// <summary>The place that an escape stands for, or null (and nothing is read) where it stands for a character or a set.</summary>
    public static PatternPlace? PlaceOf(PatternReader reader) =>
        reader.Takes("\\A") ? PatternPlace.TextStart
        : reader.Takes("\\z") ? PatternPlace.TextEnd
        : reader.Takes("\\Z") ? PatternPlace.TextEndOrLastLine
        : reader.Takes("\\b") ? PatternPlace.WordBoundary
        : reader.Takes("\\B") ? PatternPlace.NoWordBoundary
        : null;

    /// <summary>Reads an escape: a set, or a code point.</summary>
    public static (CodePointSet? Set, int CodePoint) Read(PatternReader reader, bool inBrackets)
    {
        reader.Next();
        var word = inBrackets ? NamedSets.Word : NamedSets.WordAlone;
        var letter = reader.Next();
        return letter switch
        {
            's' => (NamedSets.Space, 0),
            'S' => (NamedSets.Space.Negated(), 0),
            'd' => (NamedSets.Digit, 0),
            'D' => (NamedSets.Digit.Negated(), 0),
            'w' => (word, 0),
            'W' => (word.Negated(), 0),
            'h' => (NamedSets.HexadecimalDigit, 0),
            'H' => (NamedSets.HexadecimalDigit.Negated(), 0),
            'p' => (Property(reader, negated: false), 0),
            'P' => (Property(reader, negated: true), 0),
            'n' => (null, '\n'),
            'r' => (null, '\r'),
            't' => (null, '\t'),
            'f' => (null, '\f'),
            'v' => (null, '\v'),
            'a' => (null, '\a'),
            'e' => (null, '\e'),
            'b' when inBrackets => (null, '\b'),
            '0' => (null, 0),
            'x' => (null, reader.Takes('{') ? Braced(reader) : reader.Hexadecimal(2, 2)),
            'u' => (null, reader.Hexadecimal(4, 4)),
            < 0x80 when char.IsAsciiLetterOrDigit((char)letter) =>
                throw reader.Failure($"the escape \\{(char)letter}, which is not supported,"),
            _ => (null, letter),
        };
    }

    private static int Braced(PatternReader reader)
    {
        var codePoint = reader.Hexadecimal(1, 8);
        return reader.Takes('}') ? codePoint : throw reader.Failure("no closing brace");
    }

    // \p{Name}, \p{^Name}; Oniguruma has no form without braces.
    private static CodePointSet Property(PatternReader reader, bool negated)
    {
        if (!reader.Takes('{'))
        {
            throw reader.Failure("a property without braces");
        }

        negated ^= reader.Takes('^');
        var name = reader.Until('}');
        var set = NamedSets.Find(name) ?? throw reader.Failure($"the property '{name}', which is not supported,");
        return negated ? set.Negated() : set;
    }
}
