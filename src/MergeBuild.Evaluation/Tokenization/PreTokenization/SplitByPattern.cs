using MergeBuild.Evaluation.Tokenization.Patterns;

namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary>Splits at the matches of a pattern, or, inverted, at what is between them: <c>Split</c> and <c>Whitespace</c>.</summary>
internal sealed class SplitByPattern(TextPattern pattern, SplitBehavior behavior, bool inverted) : IPreTokenizer
{
    public void Split(List<TextPiece> pieces, List<TextPiece> output)
    {
        foreach (var piece in pieces)
        {
            Split(piece, output);
        }
    }

    private void Split(in TextPiece piece, List<TextPiece> output)
    {
        var cutter = new PieceCutter(piece, behavior, output);
        var last = 0;
        using var matches = pattern.MatchesIn(piece.Span);
        while (matches.MoveNext())
        {
            if (matches.Start > last)
            {
                cutter.Add(last, matches.Start, inverted);
            }

            cutter.Add(matches.Start, matches.End, !inverted);
            last = matches.End;
        }

        if (last < piece.Length)
        {
            cutter.Add(last, piece.Length, inverted);
        }

        cutter.Flush();
    }
}
