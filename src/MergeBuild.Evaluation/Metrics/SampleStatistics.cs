namespace MergeBuild.Evaluation.Metrics;

/// <summary>Means and their standard errors; sums run in the order of the values.</summary>
internal static class SampleStatistics
{
    /// <summary>The arithmetic mean.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>s/√n with the sample standard deviation s; null for fewer than two values.</summary>
    public static double? StandardErrorOfMean(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return null;
        }

        var mean = Mean(values);
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / (values.Length - 1) / values.Length);
    }
}
