namespace MergeBuild.Evaluation.Metrics;

/// <summary>The harmonic mean of precision and recall.</summary>
internal static class TokenOverlap
{
    /// <summary>F1 of an output of <paramref name="found"/> items, <paramref name="common"/> of which are among the <paramref name="expected"/>.</summary>
    public static double F1(int common, int found, int expected) =>
        found + expected == 0 ? 1 : common == 0 ? 0 : 2.0 * common / (found + expected);
}
