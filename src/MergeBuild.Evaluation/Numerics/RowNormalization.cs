namespace MergeBuild.Evaluation.Numerics;

/// <summary>Normalisations of rows; sums are taken in float64, in the order of the elements.</summary>
internal static class RowNormalization
{
    /// <summary>x · w / √(mean(x²) + ε) (Zhang and Sennrich, 2019).</summary>
    public static void RootMeanSquare(Span<float> row, ReadOnlySpan<float> weight, float epsilon)
    {
        var squares = 0.0;
        foreach (var x in row)
        {
            squares += (double)x * x;
        }

        var factor = (float)(1 / Math.Sqrt((squares / row.Length) + epsilon));
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = row[i] * factor * weight[i];
        }
    }

    /// <summary>(x − mean) · w / √(variance + ε) + b (Ba et al., 2016).</summary>
    public static void Layer(Span<float> row, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon)
    {
        var sum = 0.0;
        foreach (var x in row)
        {
            sum += x;
        }

        var mean = sum / row.Length;
        var squares = 0.0;
        foreach (var x in row)
        {
            squares += (x - mean) * (x - mean);
        }

        var factor = 1 / Math.Sqrt((squares / row.Length) + epsilon);
        for (var i = 0; i < row.Length; i++)
        {
            var normalised = (float)((row[i] - mean) * factor) * weight[i];
            row[i] = bias.IsEmpty ? normalised : normalised + bias[i];
        }
    }
}
