using System.Collections.Concurrent;

namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>The ids of words that were seen before. Bounded; what it holds changes the speed and nothing else.</summary>
internal sealed class WordCache
{
    private const int MaximumWords = 1 << 16;
    private const int MaximumWordLength = 128;

    private readonly ConcurrentDictionary<string, int[]> _words = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private int _count;

    /// <summary>An empty cache.</summary>
    public WordCache() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The ids of a word, if they are known.</summary>
    public bool TryGet(ReadOnlySpan<char> word, out int[] ids)
    {
        ids = [];
        return word.Length <= MaximumWordLength && _lookup.TryGetValue(word, out ids!);
    }

    /// <summary>Keeps the ids of a word while there is room.</summary>
    public void Keep(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length <= MaximumWordLength && Volatile.Read(ref _count) < MaximumWords && _lookup.TryAdd(word, [.. ids]))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
