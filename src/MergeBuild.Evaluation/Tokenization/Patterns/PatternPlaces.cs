using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>The conditions on places between code points, as Oniguruma has them: only a line feed ends a line.</summary>
internal static class PatternPlaces
{
    /// <summary>Whether a place of a text is such a place.</summary>
    public static bool Is(PatternPlace place, ReadOnlySpan<char> text, int index) => place switch
    {
        PatternPlace.TextStart => index == 0,
        PatternPlace.TextEnd => index == text.Length,
        PatternPlace.TextEndOrLastLine => index == text.Length || (index == text.Length - 1 && text[index] == '\n'),
        PatternPlace.LineStart => index == 0 || text[index - 1] == '\n',
        PatternPlace.LineEnd => index == text.Length || text[index] == '\n',
        _ => IsWordBoundary(text, index) == (place == PatternPlace.WordBoundary),
    };

    private static bool IsWordBoundary(ReadOnlySpan<char> text, int index)
    {
        var isAfterWord = index > 0 && NamedSets.WordAlone.Contains(CodePoints.At(text, CodePoints.Before(text, index)));
        var isBeforeWord = index < text.Length && NamedSets.WordAlone.Contains(CodePoints.At(text, index));
        return isAfterWord != isBeforeWord;
    }
}
