namespace MergeBuild.Checkpoints.Hashing;

/// <summary>How fine the trees of a model's files are.</summary>
public static class HashGroups
{
    /// <summary>Bytes of the smallest group.</summary>
    public const int ShortestLength = 16 * Blake3.ChunkLength;

    // So that the trees of a model take at most eight megabytes.
    private const long MostGroups = 1 << 18;

    /// <summary>The bytes of a group in files that have so many bytes together: a power of two of chunks.</summary>
    public static int LengthFor(long totalLength)
    {
        var length = ShortestLength;
        while (totalLength / length > MostGroups && length < 1 << 30)
        {
            length *= 2;
        }

        return length;
    }
}
