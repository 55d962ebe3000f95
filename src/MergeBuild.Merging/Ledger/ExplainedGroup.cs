using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Ledger;

/// <summary>What the last build did with the tensors of the same name in all layers.</summary>
/// <param name="Name">Their name, with <c>*</c> for the layers' numbers.</param>
/// <param name="Tensors">How many there are.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Reasons">Why their blocks were merged or reused, the most frequent reason first.</param>
public sealed partial record ExplainedGroup(string Name, int Tensors, long Bytes, ImmutableArray<BlockReasons> Reasons)
{
    /// <summary>Blocks that were merged.</summary>
    public int Merged => Reasons.Where(reasons => !reasons.IsReused).Sum(reasons => reasons.Blocks);

    /// <summary>Blocks that were taken over.</summary>
    public int Reused => Reasons.Where(reasons => reasons.IsReused).Sum(reasons => reasons.Blocks);

    /// <summary>The groups of a ledger, in natural order of their names.</summary>
    public static ImmutableArray<ExplainedGroup> Of(BlockLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return [.. ledger.Tensors.GroupBy(tensor => LayerNumber().Replace(tensor.Key, ".*")).OrderBy(group => group.Key, NaturalOrder.Instance)
            .Select(group => new ExplainedGroup(group.Key, group.Count(), group.Sum(tensor => tensor.Value.Tree.Length), Sum(group.SelectMany(tensor => tensor.Value.Reasons))))];
    }

    private static ImmutableArray<BlockReasons> Sum(IEnumerable<BlockReasons> reasons) =>
    [
        .. reasons.GroupBy(reason => (reason.IsReused, reason.Reason))
            .Select(group => new BlockReasons(group.Key.IsReused, group.Key.Reason, group.Sum(reason => reason.Blocks)))
            .OrderByDescending(reason => reason.Blocks).ThenBy(reason => reason.Reason, StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\.\d+(?=\.|$)", RegexOptions.CultureInvariant)]
    private static partial Regex LayerNumber();
}
