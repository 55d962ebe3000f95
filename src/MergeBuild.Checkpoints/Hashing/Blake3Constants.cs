namespace MergeBuild.Checkpoints.Hashing;

/// <summary>Constants of the BLAKE3 specification, section 2 (https://github.com/BLAKE3-team/BLAKE3-specs).</summary>
internal static class Blake3Constants
{
    public const int WordLength = sizeof(uint);
    public const int BlockWords = 16;
    public const int BlockLength = BlockWords * WordLength;
    public const int BlocksInChunk = 16;
    public const int ChunkLength = BlocksInChunk * BlockLength;
    public const int ValueWords = 8;
    public const int Rounds = 7;

    public const uint ChunkStart = 1 << 0;
    public const uint ChunkEnd = 1 << 1;
    public const uint Parent = 1 << 2;
    public const uint Root = 1 << 3;

    // Table 1.
    public static ReadOnlySpan<uint> InitialValue =>
    [
        0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
    ];

    // The words in the order in which each round takes them: the permutation of table 2, applied once more a round.
    public static ReadOnlySpan<byte> Schedule =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8,
        3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1,
        10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6,
        12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4,
        9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7,
        11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13,
    ];
}
