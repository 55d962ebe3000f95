using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Ledger;

/// <summary>The keys of the statistics of a pass, block by block.</summary>
/// <param name="Meaning">What the statistics are.</param>
/// <param name="Experts">The experts that they are taken of.</param>
/// <param name="Blocks">The key of each block; none where it could not be said yet.</param>
internal sealed record PassKeys(Blake3Digest Meaning, ImmutableArray<int> Experts, Blake3Digest[] Blocks);
