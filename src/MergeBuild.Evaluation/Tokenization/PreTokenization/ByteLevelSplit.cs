using System.Buffers;
using System.Text;
using MergeBuild.Evaluation.Tokenization.Patterns;

namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary><c>ByteLevel</c>: splits as GPT-2 does, and writes each byte of the pieces' UTF-8 as a letter.</summary>
internal sealed class ByteLevelSplit(bool addsPrefixSpace, bool splits) : IPreTokenizer
{
    // The pattern of GPT-2 (https://github.com/openai/gpt-2/blob/master/src/encoder.py).
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private static readonly Lazy<SplitByPattern> Gpt2Split = new(() => new SplitByPattern(TextPattern.Parse(Gpt2), SplitBehavior.Isolated, inverted: false));

    public void Split(List<TextPiece> pieces, List<TextPiece> output)
    {
        var current = addsPrefixSpace ? pieces.ConvertAll(WithPrefixSpace) : pieces;
        if (splits)
        {
            var parts = new List<TextPiece>();
            Gpt2Split.Value.Split(current, parts);
            current = parts;
        }

        AppendLetters(current, output);
    }

    private static TextPiece WithPrefixSpace(TextPiece piece)
    {
        if (piece.Span.StartsWith(" "))
        {
            return piece;
        }

        var text = string.Concat(" ", piece.Span);
        return new TextPiece(text, 0, text.Length, piece.IsFirst);
    }

    // One string for all pieces: a word has few letters, and a string of its own for each would cost more than its tokens.
    private static void AppendLetters(List<TextPiece> pieces, List<TextPiece> output)
    {
        var total = 0;
        foreach (var piece in pieces)
        {
            total += Encoding.UTF8.GetByteCount(piece.Span);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(total);
        var ends = ArrayPool<int>.Shared.Rent(pieces.Count);
        var end = 0;
        for (var index = 0; index < pieces.Count; index++)
        {
            end += Encoding.UTF8.GetBytes(pieces[index].Span, bytes.AsSpan(end));
            ends[index] = end;
        }

        var letters = string.Create(total, bytes, (span, source) =>
        {
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = ByteAlphabet.LetterOf(source[index]);
            }
        });

        var start = 0;
        output.EnsureCapacity(output.Count + pieces.Count);
        for (var index = 0; index < pieces.Count; index++)
        {
            output.Add(new TextPiece(letters, start, ends[index] - start, pieces[index].IsFirst));
            start = ends[index];
        }

        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<int>.Shared.Return(ends);
    }
}
