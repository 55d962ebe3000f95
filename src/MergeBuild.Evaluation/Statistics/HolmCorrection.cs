namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// P-values of several tests, corrected so that the chance of even one false alarm stays below the level. Holm, "A Simple
/// Sequentially Rejective Multiple Test Procedure" (1979).
/// </summary>
internal static class HolmCorrection
{
    /// <summary>
    /// Corrected p-values in the order of the given ones: of the k-th smallest of K, the greatest of all (K − j + 1)·p₍ⱼ₎ with
    /// j ≤ k, at most 1. A hypothesis is rejected where its corrected p-value is at most the level.
    /// </summary>
    public static double[] Adjust(ReadOnlySpan<double> probabilities)
    {
        var order = Enumerable.Range(0, probabilities.Length).ToArray();
        Array.Sort(probabilities.ToArray(), order);
        var adjusted = new double[probabilities.Length];
        var greatest = 0.0;
        for (var k = 0; k < order.Length; k++)
        {
            greatest = Math.Max(greatest, Math.Min(1, (order.Length - k) * probabilities[order[k]]));
            adjusted[order[k]] = greatest;
        }

        return adjusted;
    }
}
