using MergeBuild.Checkpoints.Files;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Ledger;
using MergeBuild.Packaging.Reproduction;

namespace MergeBuild.Packaging;

/// <summary>
/// Where and how a model is built; nothing here but <see cref="ReadBudget"/> changes a byte of the weights, only how they
/// are split.
/// </summary>
public sealed record ModelBuildOptions
{
    /// <summary>The usual <see cref="ShardSize"/>.</summary>
    public const long DefaultShardSize = 4L << 30;

    /// <summary>The model directory to publish to; created if it is missing.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>A new shard begins before a tensor that would take the current one beyond this many bytes.</summary>
    public long ShardSize { get; init; } = DefaultShardSize;

    /// <summary>Threads that merge.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>A limit on what is read, which leaves parts of experts out; null for the full merge.</summary>
    public ReadBudget? ReadBudget { get; init; }

    /// <summary>The file that keeps what the next build can take over; null to begin anew every time.</summary>
    public string? LedgerFile { get; init; }

    /// <summary>The folder of finished tensors that builds on this machine share; null for none.</summary>
    public string? StoreDirectory { get; init; }

    /// <summary>Whether the store is read from but not written to, as builds of strangers' changes should.</summary>
    public bool StoreIsReadOnly { get; init; }

    /// <summary>How much of the files that look unchanged is hashed again.</summary>
    public ContentVerification Verification { get; init; }

    /// <summary>What the parents have to be, of a merge that is made again; nothing is published if they are not. Null for any.</summary>
    internal ExpectedParents? ExpectedParents { get; init; }

    /// <summary>The files to work on.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;
}
