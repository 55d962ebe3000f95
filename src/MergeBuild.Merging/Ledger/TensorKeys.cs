using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Ledger;

/// <summary>The keys that a forecast computed, so that the merge need not compute them again.</summary>
/// <param name="BlockLength">Elements of a block.</param>
/// <param name="Blocks">The key of each block; none where it could not be said yet.</param>
/// <param name="Passes">Those of the statistics of passes.</param>
internal sealed record TensorKeys(int BlockLength, Blake3Digest[] Blocks, ImmutableArray<PassKeys> Passes);
