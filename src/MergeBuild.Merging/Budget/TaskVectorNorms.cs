using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Budget;

/// <summary>
/// What an analysis found: the content of the parents' weight files, and the sum of squares of each expert's task vector
/// in each block. A sum is found by the digest of the bytes that it was taken from, so that it cannot be another's.
/// </summary>
/// <param name="Inputs">The weight files by path.</param>
/// <param name="Sums">Σ (x − b)² by the key of the block, see <see cref="BudgetBlocks.NormKey"/>.</param>
internal sealed record TaskVectorNorms(ImmutableDictionary<string, LedgerFile> Inputs, IReadOnlyDictionary<Blake3Digest, double> Sums)
{
    public static TaskVectorNorms None { get; } = new(ImmutableDictionary<string, LedgerFile>.Empty, new Dictionary<Blake3Digest, double>());
}
