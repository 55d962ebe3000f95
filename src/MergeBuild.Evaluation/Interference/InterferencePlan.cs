using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Running;

namespace MergeBuild.Evaluation.Interference;

/// <summary>What an analysis will take, as far as that is known before it starts.</summary>
/// <param name="Merges">Merges that are made in any case: the whole, without each parent, and of each two.</param>
/// <param name="FullMerges">Those of them whose weights have to be computed; all others are put together from their tensors.</param>
/// <param name="SearchMerges">Merges without a parent in a group or a layer.</param>
/// <param name="NarrowingMerges">The most merges that narrow the worst of these down.</param>
/// <param name="Evaluations">The most evaluations of all that.</param>
public sealed record InterferencePlan(int Merges, int FullMerges, int SearchMerges, int NarrowingMerges, int Evaluations)
{
    /// <summary>Counts.</summary>
    /// <exception cref="MergeBuildException">MB4325 to MB4332: the question cannot be answered; MB412x: settings do not fit a suite.</exception>
    public static InterferencePlan Of(InterferenceQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Check(question);
        var whole = question.Parents.Select(MergeVariant.Without)
            .Concat(question.Pairwise ? Pairs(question).Select(pair => MergeVariant.Of([pair.First, pair.Second], question.Experts)) : [])
            .Prepend(MergeVariant.Whole).DistinctBy(variant => variant.Key).Count();
        var units = SearchUnits.Of(question.Tensors, question.By);
        var largest = units.Select(unit => unit.Tensors.Length).DefaultIfEmpty(1).Max();

        // Halving n tensors asks about two halves a step; a layer's worth of rounding up comes from halving layers first.
        var narrowing = units.IsEmpty ? 0 : 2 * ((int)Math.Ceiling(Math.Log2(largest)) + 1);
        var search = question.Parents.Length * units.Length;
        var own = question.Pairwise ? question.Suites.Count(suite => suite.Parent is not null) : 0;
        if (whole > question.MostMerges)
        {
            throw DiagnosticTable.BlameLimitTooSmall.Exception(whole, question.MostMerges);
        }

        var searched = Math.Min(search + narrowing, question.MostMerges - whole);
        return new InterferencePlan(
            whole, whole, Math.Min(search, searched), Math.Max(0, searched - search),
            ((1 + question.Parents.Length) * question.Suites.Length) + (own * question.Experts.Length) + searched);
    }

    /// <summary>The pairs of experts that have a suite to be measured by.</summary>
    internal static IEnumerable<(string First, string Second)> Pairs(InterferenceQuestion question) => question.Experts
        .SelectMany((first, i) => question.Experts.Skip(i + 1).Select(second => (first, second)))
        .Where(pair => question.Experts.Length > 2 && question.Suites.Any(suite => suite.Parent == pair.first || suite.Parent == pair.second));

    private static void Check(InterferenceQuestion question)
    {
        if (question.Suites.IsDefaultOrEmpty)
        {
            throw DiagnosticTable.BlameSuiteMissing.Exception();
        }

        if (question.Suites.GroupBy(suite => suite.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw DiagnosticTable.BlameSuiteTwice.Exception(twice.Key);
        }

        // A metric that does not fit, or settings that do not, show before anything is merged.
        foreach (var suite in question.Suites)
        {
            _ = EvaluationPlan.Create(suite.Suite, suite.Settings);
        }

        if (question.Experts.Length < 2)
        {
            throw DiagnosticTable.BlameOneExpert.Exception(question.Experts.Length == 1 ? "one expert" : "no expert");
        }

        if (question.Parents.FirstOrDefault(parent => !question.Experts.Contains(parent)) is { } unknown)
        {
            throw DiagnosticTable.BlameParentUnknown.Exception(unknown, Suggestion.For(unknown, question.Experts));
        }
    }
}
