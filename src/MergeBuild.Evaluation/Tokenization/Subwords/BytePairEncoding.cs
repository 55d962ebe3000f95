using System.Text;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>
/// <c>BPE</c>, byte-pair encoding (Sennrich et al. 2016, https://arxiv.org/abs/1508.07909): a word's characters are merged
/// pair by pair in the order in which the merges were learnt.
/// </summary>
internal sealed class BytePairEncoding(Vocabulary vocabulary, MergeTable merges, BytePairOptions options) : ISubwordModel
{
    private readonly int? _unknown = options.UnknownToken is null ? null : vocabulary.IdOf(options.UnknownToken);
    private readonly int[] _byteTokens = vocabulary.ByteTokens();
    private readonly WordCache _cache = new();

    public Vocabulary Vocabulary => vocabulary;

    public void Encode(ReadOnlySpan<char> piece, List<int> output)
    {
        if (options.IgnoresMerges && vocabulary.Lookup.TryGetValue(piece, out var id))
        {
            output.Add(id);
            return;
        }

        if (_cache.TryGet(piece, out var known))
        {
            output.AddRange(known);
            return;
        }

        var symbols = Spell(piece);
        merges.Apply(symbols);
        _cache.Keep(piece, symbols);
        output.AddRange(symbols);
    }

    private List<int> Spell(ReadOnlySpan<char> word)
    {
        var symbols = new List<int>(word.Length);
        var hasUnknown = false;
        for (var start = 0; start < word.Length;)
        {
            var end = start + CodePoints.Length(CodePoints.At(word, start));
            var symbol = word[start..end];
            if (start > 0 && options.ContinuingSubwordPrefix.Length > 0)
            {
                symbol = string.Concat(options.ContinuingSubwordPrefix, symbol);
            }

            if (end == word.Length && options.EndOfWordSuffix.Length > 0)
            {
                symbol = string.Concat(symbol, options.EndOfWordSuffix);
            }

            if (vocabulary.Lookup.TryGetValue(symbol, out var id))
            {
                AddUnknown(symbols, ref hasUnknown);
                symbols.Add(id);
            }
            else if (!TryAddBytes(symbol, symbols) && options.UnknownToken is not null)
            {
                if (_unknown is null)
                {
                    throw UnknownPieceException.For(symbol, options.UnknownToken);
                }

                if (!options.FusesUnknown)
                {
                    AddUnknown(symbols, ref hasUnknown);
                }

                hasUnknown = true;
            }

            start = end;
        }

        AddUnknown(symbols, ref hasUnknown);
        return symbols;
    }

    // Unknown characters wait for one that is known, since others may join them.
    private void AddUnknown(List<int> symbols, ref bool hasUnknown)
    {
        if (hasUnknown)
        {
            symbols.Add(_unknown!.Value);
        }

        hasUnknown = false;
    }

    private bool TryAddBytes(ReadOnlySpan<char> symbol, List<int> symbols)
    {
        if (!options.FallsBackToBytes)
        {
            return false;
        }

        Span<byte> bytes = new byte[Encoding.UTF8.GetByteCount(symbol)];
        Encoding.UTF8.GetBytes(symbol, bytes);
        foreach (var value in bytes)
        {
            if (_byteTokens[value] < 0)
            {
                return false;
            }
        }

        foreach (var value in bytes)
        {
            symbols.Add(_byteTokens[value]);
        }

        return true;
    }
}
