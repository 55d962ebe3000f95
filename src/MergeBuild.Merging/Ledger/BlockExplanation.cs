using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Ledger;

/// <summary>Says why blocks of a tensor had to be merged.</summary>
internal sealed class BlockExplanation(
    TensorPlan tensor, string formula, LedgerTensor? before, bool hasOldBytes, bool hasStatistics, InputTrees inputs)
{
    private readonly KeyWriter _now = new(inputs.Of);
    private readonly KeyWriter _then = new(inputs.Before);

    /// <summary>The reason for a block.</summary>
    public string Of(long firstElement, long count)
    {
        if (before is null)
        {
            return "no earlier build";
        }

        if (before.Formula != formula)
        {
            return FormulaChange(before.Formula, formula);
        }

        var changed = tensor.Sources.Where(source => HasChanged(source, firstElement, count)).Select(source => $"'{source.ModelName}'").Distinct().ToArray();
        return changed.Length > 0 ? $"content of {string.Join(" and ", changed)} changed"
            : !hasOldBytes ? "the earlier result was changed or deleted"
            : hasStatistics ? "a statistic of the whole tensor changed"
            : "the read budget leaves out others than before";
    }

    private bool HasChanged(SourceTensor source, long firstElement, long count)
    {
        source.Content.Describe(_now.Begin(), firstElement, count);
        source.Content.Describe(_then.Begin(), firstElement, count);
        return _now.Digest != _then.Digest;
    }

    // The first facts of which the two say something else.
    private static string FormulaChange(string then, string now)
    {
        var (before, after) = (then.Split('\n'), now.Split('\n'));
        var gone = before.Except(after).FirstOrDefault();
        var come = after.Except(before).FirstOrDefault();
        return (gone, come) switch
        {
            (null, _) => $"recipe: added {come}",
            (_, null) => $"recipe: removed {gone}",
            _ => $"recipe: {gone} → {come}",
        };
    }
}
