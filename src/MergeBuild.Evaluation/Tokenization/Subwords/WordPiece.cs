using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>
/// <c>WordPiece</c> (Schuster and Nakajima 2012, as BERT uses it): the longest token that a word begins with, then the
/// longest continuation, and so on; a word that cannot be spelled is one unknown token.
/// </summary>
internal sealed class WordPiece(Vocabulary vocabulary, string unknownToken, string continuationPrefix, int maximumWordLength) : ISubwordModel
{
    private readonly int? _unknown = vocabulary.IdOf(unknownToken);

    public Vocabulary Vocabulary => vocabulary;

    public void Encode(ReadOnlySpan<char> piece, List<int> output)
    {
        var count = output.Count;
        if (CodePoints.Count(piece) <= maximumWordLength && TrySpell(piece, output))
        {
            return;
        }

        output.RemoveRange(count, output.Count - count);
        output.Add(_unknown ?? throw UnknownPieceException.For(piece, unknownToken));
    }

    private bool TrySpell(ReadOnlySpan<char> word, List<int> output)
    {
        var buffer = new char[continuationPrefix.Length + Math.Min(word.Length, vocabulary.LongestToken)];
        continuationPrefix.CopyTo(buffer);
        for (var start = 0; start < word.Length;)
        {
            var length = LongestAt(word, start, buffer, out var id);
            if (length == 0)
            {
                return false;
            }

            output.Add(id);
            start += length;
        }

        return true;
    }

    private int LongestAt(ReadOnlySpan<char> word, int start, char[] buffer, out int id)
    {
        // The buffer begins with the prefix, which a word's first token does without.
        var prefix = continuationPrefix.Length;
        var from = start == 0 ? prefix : 0;
        var rest = word[start..Math.Min(word.Length, start + Math.Max(0, vocabulary.LongestToken - prefix + from))];
        rest.CopyTo(buffer.AsSpan(prefix));
        for (var length = rest.Length; length > 0; length = CodePoints.Before(rest, length))
        {
            if (vocabulary.Lookup.TryGetValue(buffer.AsSpan(from, prefix + length - from), out id))
            {
                return length;
            }
        }

        id = -1;
        return 0;
    }
}
