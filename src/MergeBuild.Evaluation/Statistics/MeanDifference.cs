namespace MergeBuild.Evaluation.Statistics;

/// <summary>The difference of the means of two scores of the same examples, by Student's t on the differences.</summary>
internal static class MeanDifference
{
    /// <summary>The method's name in reports.</summary>
    public const string Method = "paired t";

    /// <summary>First mean less second.</summary>
    /// <param name="moments">Of both scores.</param>
    /// <param name="confidence">Of each bound.</param>
    public static DifferenceEstimate Estimate(PairedMoments moments, double confidence)
    {
        var difference = moments.First - moments.Second;
        var margin = StudentDistribution.Quantile(confidence, moments.Count - 1) * Math.Sqrt(moments.ContrastVariance(1) / moments.Count);
        return new DifferenceEstimate
        {
            Method = Method,
            Difference = difference,
            Lower = difference - margin,
            Upper = difference + margin,
            Confidence = confidence,
            Count = moments.Count,
        };
    }
}
