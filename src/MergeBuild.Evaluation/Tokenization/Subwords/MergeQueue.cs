using System.Buffers;

namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>A binary heap of merges that may be applied: the lowest rank first, of one rank the leftmost.</summary>
internal struct MergeQueue(int capacity)
{
    private ulong[] _keys = ArrayPool<ulong>.Shared.Rent(Math.Max(16, capacity));

    /// <summary>How many merges wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a merge of the symbol at a position with its right neighbour.</summary>
    public void Add(int rank, int position)
    {
        if (Count == _keys.Length)
        {
            Grow();
        }

        var key = ((ulong)(uint)rank << 32) | (uint)position;
        var index = Count++;
        while (index > 0 && _keys[(index - 1) / 2] > key)
        {
            _keys[index] = _keys[(index - 1) / 2];
            index = (index - 1) / 2;
        }

        _keys[index] = key;
    }

    /// <summary>Takes the first merge.</summary>
    public (int Rank, int Position) Take()
    {
        var first = _keys[0];
        var last = _keys[--Count];
        var index = 0;
        while (2 * index + 1 < Count)
        {
            var child = 2 * index + 1;
            child += child + 1 < Count && _keys[child + 1] < _keys[child] ? 1 : 0;
            if (_keys[child] >= last)
            {
                break;
            }

            _keys[index] = _keys[child];
            index = child;
        }

        _keys[index] = last;
        return ((int)(first >> 32), (int)(first & uint.MaxValue));
    }

    /// <summary>Gives back the memory.</summary>
    public readonly void Dispose() => ArrayPool<ulong>.Shared.Return(_keys);

    private void Grow()
    {
        var larger = ArrayPool<ulong>.Shared.Rent(_keys.Length * 2);
        _keys.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<ulong>.Shared.Return(_keys);
        _keys = larger;
    }
}
