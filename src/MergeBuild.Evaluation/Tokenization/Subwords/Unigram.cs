using System.Text;

namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>
/// <c>Unigram</c> (Kudo 2018, https://arxiv.org/abs/1804.10959): of all ways to spell a text, the one whose tokens have the
/// highest sum of scores (Viterbi). A character that no token spells costs the least score less 10; such characters in a
/// row are one unknown token.
/// </summary>
internal sealed class Unigram : ISubwordModel
{
    private const double UnknownPenalty = 10;

    private readonly ByteTrie _trie;
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int? _unknown;
    private readonly int[]? _byteTokens;
    private readonly WordCache _cache = new();

    /// <summary>A model of tokens in the order of their ids, and their scores (natural logarithms).</summary>
    public Unigram(Vocabulary vocabulary, double[] scores, int? unknown, bool fallsBackToBytes)
    {
        Vocabulary = vocabulary;
        _scores = scores;
        _unknownScore = scores.Min() - UnknownPenalty;
        _unknown = unknown;
        _byteTokens = fallsBackToBytes ? vocabulary.ByteTokens() : null;
        _trie = new ByteTrie(vocabulary.Ids);
    }

    public Vocabulary Vocabulary { get; }

    public void Encode(ReadOnlySpan<char> piece, List<int> output)
    {
        if (_cache.TryGet(piece, out var known))
        {
            output.AddRange(known);
            return;
        }

        var bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        Encoding.UTF8.GetBytes(piece, bytes);
        var ids = Spell(bytes, BestPath(piece, bytes));
        _cache.Keep(piece, ids);
        output.AddRange(ids);
    }

    // For each byte that a token may end before: where the best last token starts, and its id.
    private (int Start, int Id)[] BestPath(ReadOnlySpan<char> piece, byte[] text)
    {
        var path = new (int Start, int Id)[text.Length + 1];
        var scores = new double[text.Length + 1];
        path.AsSpan().Fill((-1, -1));
        for (var start = 0; start < text.Length;)
        {
            var characterEnd = start + LengthOf(text[start]);
            var isSpelled = false;
            var node = ByteTrie.Root;
            for (var end = start; end < text.Length && (node = _trie.Child(node, text[end])) >= 0;)
            {
                end++;
                if (_trie.IdAt(node) is >= 0 and var id)
                {
                    Offer(end, scores[start] + _scores[id], id);
                    isSpelled |= end == characterEnd;
                }
            }

            if (!isSpelled)
            {
                Offer(characterEnd, scores[start] + _unknownScore, _unknown ?? throw UnknownPieceException.For(piece, null));
            }

            start = characterEnd;

            // Of equal sums the first one found stays.
            void Offer(int end, double score, int id)
            {
                if (path[end].Start < 0 || score > scores[end])
                {
                    path[end] = (start, id);
                    scores[end] = score;
                }
            }
        }

        return path;
    }

    private List<int> Spell(byte[] text, (int Start, int Id)[] path)
    {
        // From the end: the ids of each token come out last first, and are turned round at the end.
        var ids = new List<int>();
        for (var end = text.Length; end > 0;)
        {
            var (start, id) = path[end];
            if (id != _unknown)
            {
                ids.Add(id);
                end = start;
                continue;
            }

            while (start > 0 && path[start].Id == _unknown)
            {
                start = path[start].Start;
            }

            AddUnknown(text.AsSpan(start..end), ids);
            end = start;
        }

        ids.Reverse();
        return ids;
    }

    // Unknown characters in a row may be a token together, or its bytes may be tokens.
    private void AddUnknown(ReadOnlySpan<byte> text, List<int> reversed)
    {
        if (Vocabulary.IdOf(Encoding.UTF8.GetString(text)) is { } id)
        {
            reversed.Add(id);
            return;
        }

        var start = reversed.Count;
        for (var index = text.Length - 1; index >= 0 && _byteTokens is not null; index--)
        {
            if (_byteTokens[text[index]] < 0)
            {
                reversed.RemoveRange(start, reversed.Count - start);
                break;
            }

            reversed.Add(_byteTokens[text[index]]);
        }

        if (reversed.Count == start)
        {
            reversed.Add(_unknown!.Value);
        }
    }

    private static int LengthOf(byte first) => first switch
    {
        < 0x80 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };
}
