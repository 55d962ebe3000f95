using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// What each parent does to each suite: the score of the merge less that of the same merge without the parent, turned so that more
/// than 0 means that the parent helps.
/// </summary>
/// <param name="Parents">The rows.</param>
/// <param name="Suites">The columns.</param>
/// <param name="Rows">One row a parent, one effect a suite; null where it was not measured.</param>
public sealed record ParentEffects(
    ImmutableArray<string> Parents, ImmutableArray<string> Suites, ImmutableArray<ImmutableArray<ParentEffect?>> Rows);

/// <summary>The effect of one parent on one suite.</summary>
/// <param name="Difference">Score with the parent less score without it, in the metric's unit; above 0 where the parent helps.</param>
/// <param name="Lower">Its lower bound; null where there is none.</param>
/// <param name="Upper">Its upper bound; null where there is none.</param>
public sealed record ParentEffect(double Difference, double? Lower = null, double? Upper = null)
{
    /// <summary>Whether the bounds tell the effect from none.</summary>
    public bool IsShown => Lower > 0 || Upper < 0;
}
