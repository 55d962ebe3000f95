namespace MergeBuild.Checkpoints.Hashing;

/// <summary>A group of chunks whose bytes come in pieces, some perhaps twice.</summary>
internal sealed class PartialGroup(int length)
{
    /// <summary>The most that a tree holds at a time.</summary>
    public const int MostHeld = 256;

    // Disjoint ranges that are filled, in order.
    private readonly List<(int Start, int End)> _filled = new(2);

    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(length);

    /// <summary>Takes in a piece; true when no byte is missing any more.</summary>
    public bool Add(int start, ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(Bytes.AsSpan(start));
        var (first, end) = (start, start + piece.Length);
        for (var i = _filled.Count - 1; i >= 0; i--)
        {
            if (_filled[i].Start <= end && first <= _filled[i].End)
            {
                (first, end) = (Math.Min(first, _filled[i].Start), Math.Max(end, _filled[i].End));
                _filled.RemoveAt(i);
            }
        }

        _filled.Add((first, end));
        return _filled is [(0, var last)] && last == length;
    }
}
