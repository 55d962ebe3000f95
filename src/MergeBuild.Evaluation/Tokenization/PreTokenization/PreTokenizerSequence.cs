using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary><c>Sequence</c>: each splits what the one before it left.</summary>
internal sealed class PreTokenizerSequence(ImmutableArray<IPreTokenizer> preTokenizers) : IPreTokenizer
{
    public void Split(List<TextPiece> pieces, List<TextPiece> output)
    {
        var current = pieces;
        foreach (var preTokenizer in preTokenizers)
        {
            var next = new List<TextPiece>();
            preTokenizer.Split(current, next);
            current = next;
        }

        output.AddRange(current);
    }
}
