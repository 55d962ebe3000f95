namespace MergeBuild.Checkpoints.Hashing;

/// <summary>A group of chunks whose bytes come in pieces, some perhaps twice.</summary>
/// <param name="bytes">Where they are put together.</param>
/// <param name="length">How many there are.</param>
internal sealed class PartialGroup(byte[] bytes, int length)
{
    /// <summary>The most that a tree holds at a time.</summary>
    public const int MostHeld = 256;

    // Disjoint ranges that are filled, in order.
    private readonly List<(int Start, int End)> _filled = new(2);

    public byte[] Bytes => bytes;

    /// <summary>Takes in a piece; true when no byte is missing any more.</summary>
    public bool Add(int start, ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(bytes.AsSpan(start));
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
