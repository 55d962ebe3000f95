using MergeBuild.Evaluation.Tokenization.Patterns;

namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary><c>Metaspace</c>: spaces become a visible sign, in front of which pieces begin.</summary>
internal sealed class Metaspace(string replacement, MetaspacePrefix prefix, bool splits) : IPreTokenizer
{
    private readonly SplitBySet _splitter = new(CodePointSet.Of(char.ConvertToUtf32(replacement, 0)), SplitBehavior.MergedWithNext);

    public void Split(List<TextPiece> pieces, List<TextPiece> output)
    {
        var replaced = new List<TextPiece>(pieces.Count);
        foreach (var piece in pieces)
        {
            var text = piece.Span.ToString().Replace(" ", replacement, StringComparison.Ordinal);
            var isPrefixed = prefix == MetaspacePrefix.Always || (prefix == MetaspacePrefix.First && piece.IsFirst);
            if (isPrefixed && !text.StartsWith(replacement, StringComparison.Ordinal))
            {
                text = replacement + text;
            }

            replaced.Add(new TextPiece(text, 0, text.Length, piece.IsFirst));
        }

        if (splits)
        {
            _splitter.Split(replaced, output);
        }
        else
        {
            output.AddRange(replaced);
        }
    }
}
