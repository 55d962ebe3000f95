namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>The merges of byte-pair encoding: which two tokens become which, and how early.</summary>
internal sealed class MergeTable(Dictionary<ulong, (int Rank, int Id)> merges)
{
    /// <summary>The key of a pair of ids.</summary>
    public static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    /// <summary>The merge of two ids, if there is one.</summary>
    public bool TryGet(int left, int right, out (int Rank, int Id) merge) => merges.TryGetValue(Key(left, right), out merge);

    /// <summary>
    /// Applies merges to symbols, the lowest rank first and of one rank the leftmost, until none applies. Takes time in
    /// proportion to n log n.
    /// </summary>
    public void Apply(List<int> symbols)
    {
        var count = symbols.Count;
        var next = new int[count];
        var previous = new int[count];
        var queue = new MergeQueue(count);
        for (var position = 0; position < count; position++)
        {
            next[position] = position + 1;
            previous[position] = position - 1;
            if (position + 1 < count && TryGet(symbols[position], symbols[position + 1], out var merge))
            {
                queue.Add(merge.Rank, position);
            }
        }

        while (queue.Count > 0)
        {
            var (rank, position) = queue.Take();
            var right = next[position];

            // A merge that waited while its symbols became others is void. -1 marks a symbol that joined its left neighbour.
            if (symbols[position] < 0 || right == count || !TryGet(symbols[position], symbols[right], out var merge) || merge.Rank != rank)
            {
                continue;
            }

            symbols[position] = merge.Id;
            symbols[right] = -1;
            var after = next[right];
            next[position] = after;
            if (after < count)
            {
                previous[after] = position;
                if (TryGet(merge.Id, symbols[after], out var following))
                {
                    queue.Add(following.Rank, position);
                }
            }

            var before = previous[position];
            if (before >= 0 && TryGet(symbols[before], merge.Id, out var preceding))
            {
                queue.Add(preceding.Rank, before);
            }
        }

        queue.Dispose();
        symbols.RemoveAll(symbol => symbol < 0);
    }
}
