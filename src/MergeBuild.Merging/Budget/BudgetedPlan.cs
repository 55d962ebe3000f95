using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Budget;

/// <summary>A plan of which so much is left out that it keeps to a read budget.</summary>
public sealed class BudgetedPlan
{
    private readonly MergePlan _plan;
    private readonly ReadBudget _budget;
    private readonly IFixedCoefficients _method;
    private readonly ImmutableArray<BudgetBlocks> _tensors;

    private BudgetedPlan(MergePlan plan, ReadBudget budget)
    {
        _method = BudgetRefusals.Check(plan);
        _plan = plan;
        _budget = budget;
        _tensors = [.. plan.Tensors.Select(tensor => new BudgetBlocks(tensor, plan.Method))];
    }

    /// <summary>Chooses what is read; with it goes the content of the weight files, so that none has to be hashed.</summary>
    /// <param name="plan">The full merge.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="files">The files to read norms from.</param>
    /// <returns>The plan, with a warning where anything is left out, and the weight files by path.</returns>
    /// <exception cref="MergeBuildException">
    /// The merge cannot be approximated (MB3051, MB3053), the budget is too small (MB3052), or there are no norms of these
    /// parents (MB3054, MB3055).
    /// </exception>
    public static (MergePlan Plan, ImmutableDictionary<string, LedgerFile> Known) Of(MergePlan plan, ReadBudget budget, IFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(budget);
        var budgeted = new BudgetedPlan(plan, budget);
        var required = budgeted.Required();
        var norms = budgeted.ReadNorms(files);
        var choice = new BudgetChoice(budgeted.Candidates(norms), required, budget.Bytes);
        plan = plan with { ReadLimit = budget.Bytes };
        return (choice.Omitted.Count == 0 ? plan : budgeted.Without(choice, plan), norms.Inputs);
    }

    private long Required()
    {
        var required = _tensors.Sum(blocks => blocks.HasTaskVectors ? blocks.BytesOf(blocks.Tensor.Base!) : blocks.Tensor.Sources.Sum(blocks.BytesOf));
        return required <= _budget.Bytes ? required : throw DiagnosticTable.ReadBudgetTooSmall.Exception(_budget.Bytes, required);
    }

    private TaskVectorNorms ReadNorms(IFileSystem files)
    {
        var path = _budget.NormsFile;
        var norms = !File.Exists(path) ? throw DiagnosticTable.NormsUnusable.Exception(path, "does not exist")
            : NormsFormat.Read(path, files) ?? throw DiagnosticTable.NormsUnusable.Exception(path, "is damaged, or of another version");
        foreach (var shard in _plan.Parents.SelectMany(parent => parent.Shards))
        {
            if (norms.Inputs.GetValueOrDefault(shard.Path)?.Identity is not { } identity)
            {
                throw DiagnosticTable.NormsStale.Exception(path, shard.Path, "it was not analysed");
            }

            if (identity != shard.Identity)
            {
                throw DiagnosticTable.NormsStale.Exception(path, shard.Path, "it has changed since the analysis");
            }
        }

        return norms;
    }

    private IEnumerable<ExpertBlock> Candidates(TaskVectorNorms norms)
    {
        var key = new KeyWriter(shard => norms.Inputs[shard.Path].Tree);
        for (var tensor = 0; tensor < _tensors.Length; tensor++)
        {
            var blocks = _tensors[tensor];
            if (!blocks.HasTaskVectors)
            {
                continue;
            }

            var coefficients = _method.CoefficientsOf(blocks.Tensor.Operands);
            for (var block = 0; block < blocks.Count; block++)
            {
                for (var expert = 0; expert < coefficients.Length; expert++)
                {
                    var source = blocks.Tensor.Experts[expert];
                    var sum = norms.Sums.TryGetValue(blocks.NormKey(key, expert, block)!.Value, out var known) ? known
                        : throw DiagnosticTable.NormsStale.Exception(_budget.NormsFile, source.Tensor.Shard.Path, "its task vector to this base was not analysed");
                    yield return new ExpertBlock(tensor, block, expert, blocks.BytesOf(source, block), Math.Abs(coefficients[expert]) * Math.Sqrt(sum));
                }
            }
        }
    }

    private MergePlan Without(BudgetChoice choice, MergePlan plan)
    {
        var tensors = plan.Tensors.ToBuilder();
        foreach (var group in choice.Omitted.GroupBy(block => block.Tensor))
        {
            var blocks = _tensors[group.Key];
            var omissions = new ExpertOmissions(blocks.Length, blocks.Count, blocks.Tensor.Experts.Length);
            foreach (var block in group)
            {
                omissions.Omit(block.Expert, block.Block);
            }

            tensors[group.Key] = blocks.Tensor with { Omissions = omissions };
        }

        var approximation = Describe(choice);
        return plan with
        {
            Tensors = tensors.ToImmutable(),
            Approximation = approximation,
            Warnings = plan.Warnings.Add(DiagnosticTable.ReadBudgetApproximation.At(
                plan.Recipe.Method.Location, _budget.Bytes, choice.Omitted.Count, choice.Omitted.Count + choice.Taken.Count,
                Digits(approximation.Bound), Digits(approximation.BoundOfAll))),
        };
    }

    private Approximation Describe(BudgetChoice choice) => new(
        _budget.Bytes,
        choice.BytesRequested,
        [.. choice.Omitted.Concat(choice.Taken).GroupBy(block => Source(block).Model).OrderBy(group => group.Key).Select(group => Share(group.Key, group, choice))],
        [.. choice.Omitted.GroupBy(block => block.Tensor).OrderBy(group => group.Key).Select(group => new TensorShare(
            _plan.Tensors[group.Key].Result.Name, group.LongCount(), group.Sum(block => block.Bytes), BudgetChoice.Bound(group)))],
        BudgetChoice.Bound(choice.Omitted),
        BudgetChoice.Bound(choice.Omitted.Concat(choice.Taken)));

    private ExpertShare Share(int model, IEnumerable<ExpertBlock> all, BudgetChoice choice)
    {
        var omitted = choice.Omitted.Where(block => Source(block).Model == model);
        return new ExpertShare(_plan.Recipe.Models[model].Name, all.LongCount(), omitted.LongCount(), omitted.Sum(block => block.Bytes));
    }

    private SourceTensor Source(ExpertBlock block) => _plan.Tensors[block.Tensor].Experts[block.Expert];

    // Upwards: a rounded bound is one still.
    private static string Digits(double bound) => bound == 0 ? "0" : FormattableString.Invariant($"{RoundUp(bound):G3}");

    private static double RoundUp(double bound)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(bound)) - 2);
        return Math.Ceiling(bound / unit) * unit;
    }
}
