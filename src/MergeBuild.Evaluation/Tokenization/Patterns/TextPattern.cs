namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>
/// A regular expression over code points. Safe for several threads. Unlike the runtime's, which works on UTF-16 units,
/// its sets know letters beyond the first 65,536 code points; and it gives up on a text that would take it too long.
/// </summary>
internal sealed class TextPattern
{
    private TextPattern(Instruction[] instructions, CodePointSet? first)
    {
        Instructions = instructions;
        First = first;
    }

    /// <summary>The compiled steps.</summary>
    public Instruction[] Instructions { get; }

    /// <summary>A set that every match begins with a code point of; null where there is none.</summary>
    public CodePointSet? First { get; }

    /// <summary>Compiles a regular expression.</summary>
    /// <exception cref="PatternException">It is malformed, or uses what is not supported.</exception>
    public static TextPattern Parse(string pattern)
    {
        var node = PatternParser.Parse(pattern);
        return new TextPattern(PatternCompiler.Compile(node), FirstSets.Of(node));
    }

    /// <summary>The pattern that matches a text as it stands.</summary>
    public static TextPattern Literal(string text)
    {
        var parts = text.EnumerateRunes().Select(rune => (PatternNode)new SetNode(CodePointSet.Of(rune.Value)));
        var node = new SequenceNode([.. parts]);
        return new TextPattern(PatternCompiler.Compile(node), FirstSets.Of(node));
    }

    /// <summary>Walks the matches in a text from its start, as the library's <c>find_iter</c> does.</summary>
    public PatternMatches MatchesIn(ReadOnlySpan<char> text) => new(this, text);
}
