using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Ledger;

/// <summary>What a build does, or will do, in bytes and blocks.</summary>
public sealed record MergeWork
{
    /// <summary>Bytes read from parents, statistics and hashing included.</summary>
    public long BytesRead { get; init; }

    /// <summary>Bytes of the result that are computed.</summary>
    public long BytesMerged { get; init; }

    /// <summary>Bytes that are written; copies within the file system not counted.</summary>
    public long BytesWritten { get; init; }

    /// <summary>Bytes that are copied from the last build's files.</summary>
    public long BytesCopied { get; init; }

    /// <summary>Blocks that are merged.</summary>
    public long BlocksMerged { get; init; }

    /// <summary>Blocks that are taken over.</summary>
    public long BlocksReused { get; init; }

    /// <summary>The work of two builds together.</summary>
    public static MergeWork operator +(MergeWork left, MergeWork right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new MergeWork
        {
            BytesRead = left.BytesRead + right.BytesRead,
            BytesMerged = left.BytesMerged + right.BytesMerged,
            BytesWritten = left.BytesWritten + right.BytesWritten,
            BytesCopied = left.BytesCopied + right.BytesCopied,
            BlocksMerged = left.BlocksMerged + right.BlocksMerged,
            BlocksReused = left.BlocksReused + right.BlocksReused,
        };
    }

    /// <summary>One line: <c>read 1.2 GB, merged 10 MB (80 of 8,000 blocks), wrote 10 MB, copied 1.0 GB</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"read {ByteText.Of(BytesRead)}, merged {ByteText.Of(BytesMerged)} ({BlocksMerged:N0} of {BlocksMerged + BlocksReused:N0} blocks), wrote {ByteText.Of(BytesWritten)}, copied {ByteText.Of(BytesCopied)}");
}
