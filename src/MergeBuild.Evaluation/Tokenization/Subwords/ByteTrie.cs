using System.Text;

namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>Tokens by their UTF-8, for finding all that a text begins with. The children of a node lie side by side, by label.</summary>
internal sealed class ByteTrie
{
    private readonly byte[] _labels;
    private readonly int[] _firstChild;
    private readonly int[] _ids;

    /// <summary>A trie of tokens that are not empty.</summary>
    public ByteTrie(IEnumerable<KeyValuePair<string, int>> tokens)
    {
        var keys = tokens.Where(token => token.Key.Length > 0).Select(token => (Bytes: Encoding.UTF8.GetBytes(token.Key), Id: token.Value)).ToArray();
        Array.Sort(keys, (left, right) => left.Bytes.AsSpan().SequenceCompareTo(right.Bytes));
        List<byte> labels = [0];
        List<int> firstChild = [];
        List<int> ids = [-1];

        // A node is a range of the sorted keys that share their first bytes; nodes are numbered level by level.
        var ranges = new Queue<(int Start, int End, int Depth)>();
        ranges.Enqueue((0, keys.Length, 0));
        for (var node = 0; ranges.TryDequeue(out var range); node++)
        {
            firstChild.Add(labels.Count);
            var start = range.Start;
            if (start < range.End && keys[start].Bytes.Length == range.Depth)
            {
                ids[node] = keys[start++].Id;
            }

            while (start < range.End)
            {
                var label = keys[start].Bytes[range.Depth];
                var end = start;
                while (end < range.End && keys[end].Bytes[range.Depth] == label)
                {
                    end++;
                }

                labels.Add(label);
                ids.Add(-1);
                ranges.Enqueue((start, end, range.Depth + 1));
                start = end;
            }
        }

        firstChild.Add(labels.Count);
        (_labels, _firstChild, _ids) = ([.. labels], [.. firstChild], [.. ids]);
    }

    /// <summary>The node that all texts begin at.</summary>
    public const int Root = 0;

    /// <summary>The node that a byte leads to, or -1.</summary>
    public int Child(int node, byte label)
    {
        var start = _firstChild[node];
        var index = _labels.AsSpan(start, _firstChild[node + 1] - start).BinarySearch(label);
        return index < 0 ? -1 : start + index;
    }

    /// <summary>The id of the token that ends at a node, or -1.</summary>
    public int IdAt(int node) => _ids[node];
}
