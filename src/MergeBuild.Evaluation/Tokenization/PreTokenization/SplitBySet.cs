using MergeBuild.Evaluation.Tokenization.Patterns;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary>Splits at each code point of a set: digits, punctuation, white space.</summary>
internal sealed class SplitBySet(CodePointSet set, SplitBehavior behavior) : IPreTokenizer
{
    /// <summary><c>BertPreTokenizer</c>: white space is removed, each punctuation mark is a piece.</summary>
    public static IPreTokenizer Bert { get; } = new PreTokenizerSequence(
    [
        new SplitBySet(new CodePointSet(CharacterClasses.IsWhitespace), SplitBehavior.Removed),
        new SplitBySet(new CodePointSet(CharacterClasses.IsPunctuation), SplitBehavior.Isolated),
    ]);

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
        var text = piece.Span;
        var last = 0;
        for (var index = 0; index < text.Length;)
        {
            var codePoint = CodePoints.At(text, index);
            var end = index + CodePoints.Length(codePoint);
            if (set.Contains(codePoint))
            {
                if (index > last)
                {
                    cutter.Add(last, index, isDelimiter: false);
                }

                cutter.Add(index, end, isDelimiter: true);
                last = end;
            }

            index = end;
        }

        if (last < text.Length)
        {
            cutter.Add(last, text.Length, isDelimiter: false);
        }

        cutter.Flush();
    }
}
