using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Budget;

/// <summary>
/// Spends a budget: first on what cannot be left out, then on blocks of experts, those first that add most to the base
/// for each byte. A block that no longer fits is passed over, and smaller ones after it may still fit.
/// </summary>
internal sealed class BudgetChoice
{
    private readonly List<ExpertBlock> _taken = [];
    private readonly List<ExpertBlock> _omitted = [];

    public BudgetChoice(IEnumerable<ExpertBlock> candidates, long required, long budget)
    {
        BytesRequested = required;
        foreach (var block in candidates.Order())
        {
            var fits = BytesRequested + block.Bytes <= budget;
            (fits ? _taken : _omitted).Add(block);
            BytesRequested += fits ? block.Bytes : 0;
        }
    }

    /// <summary>Bytes of all that is to be read; at most the budget, if that covers what is required.</summary>
    public long BytesRequested { get; private set; }

    /// <summary>What is read.</summary>
    public IReadOnlyList<ExpertBlock> Taken => _taken;

    /// <summary>What is left out.</summary>
    public IReadOnlyList<ExpertBlock> Omitted => _omitted;

    /// <summary>
    /// By how much the sum can change without some blocks of experts. Those of one block of a tensor may point the same
    /// way, so their norms add up; different blocks are at right angles, so their squares do.
    /// </summary>
    public static double Bound(IEnumerable<ExpertBlock> blocks) => Math.Sqrt(blocks
        .GroupBy(block => (block.Tensor, block.Block))
        .OrderBy(group => group.Key)
        .Select(group => group.OrderBy(block => block.Expert).Sum(block => block.Contribution))
        .Sum(norm => norm * norm));
}
