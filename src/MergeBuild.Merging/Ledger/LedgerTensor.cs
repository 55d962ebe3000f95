using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Ledger;

/// <summary>A tensor as a build left it.</summary>
public sealed record LedgerTensor
{
    /// <summary>The shard that holds it.</summary>
    public required string File { get; init; }

    /// <summary>Offset of its first byte in the shard.</summary>
    public required long Offset { get; init; }

    /// <summary>Its bytes.</summary>
    public required HashTree Tree { get; init; }

    /// <summary>Elements of a block; the last may have fewer.</summary>
    public required int BlockLength { get; init; }

    /// <summary>What was done, in words: method, parameters, type, shape.</summary>
    public required string Formula { get; init; }

    /// <summary>The key of each block.</summary>
    public required Blake3Digest[] Keys { get; init; }

    /// <summary>The statistics of each pass over the operands that keeps any.</summary>
    public ImmutableArray<LedgerPass> Passes { get; init; } = [];

    /// <summary>What a later pass may start from; never trusted for more than that.</summary>
    public ImmutableArray<byte> Hints { get; init; } = [];

    /// <summary>Why blocks were merged, or not.</summary>
    public ImmutableArray<BlockReasons> Reasons { get; init; } = [];
}
