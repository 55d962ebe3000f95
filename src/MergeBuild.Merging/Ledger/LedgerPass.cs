using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Ledger;

/// <summary>The statistics of a pass, block by block.</summary>
/// <param name="Keys">What decided the part of each block.</param>
/// <param name="Parts">The parts, one behind the other; all of the same length.</param>
public sealed record LedgerPass(Blake3Digest[] Keys, byte[] Parts)
{
    /// <summary>The bytes of a part.</summary>
    public int PartLength => Keys.Length == 0 ? 0 : Parts.Length / Keys.Length;

    /// <summary>The part of a block.</summary>
    public Span<byte> Part(int block) => Parts.AsSpan(block * PartLength, PartLength);
}
