namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// The claim that all of several things hold: it is shown at a level where each one is shown at that level, without a
/// correction. Berger, "Multiparameter Hypothesis Testing and Acceptance Sampling" (1982).
/// </summary>
internal static class IntersectionUnion
{
    /// <summary>The p-value of the claim: the greatest of its parts.</summary>
    public static double Probability(ReadOnlySpan<double> probabilities)
    {
        var greatest = 0.0;
        foreach (var probability in probabilities)
        {
            greatest = Math.Max(greatest, probability);
        }

        return greatest;
    }
}
