namespace MergeBuild.Evaluation.Statistics;

/// <summary>Means, sample variances (n − 1) and covariance of two scores of the same examples.</summary>
/// <param name="Count">How many examples, n.</param>
/// <param name="First">Mean of the numerator.</param>
/// <param name="Second">Mean of the denominator.</param>
/// <param name="FirstVariance">Sample variance of the numerator.</param>
/// <param name="SecondVariance">Sample variance of the denominator.</param>
/// <param name="Covariance">Sample covariance of both.</param>
internal sealed record PairedMoments(int Count, double First, double Second, double FirstVariance, double SecondVariance, double Covariance)
{
    /// <summary>The moments of at least two pairs; sums run in the order of the values.</summary>
    public static PairedMoments Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.Length < 2)
        {
            throw new ArgumentException($"{first.Length} and {second.Length} scores are not two or more pairs.", nameof(second));
        }

        var (mean, otherMean) = (0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            mean += first[i];
            otherMean += second[i];
        }

        mean /= first.Length;
        otherMean /= first.Length;
        var (squares, otherSquares, products) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            var (x, y) = (first[i] - mean, second[i] - otherMean);
            squares += x * x;
            otherSquares += y * y;
            products += x * y;
        }

        var freedom = first.Length - 1.0;
        return new PairedMoments(first.Length, mean, otherMean, squares / freedom, otherSquares / freedom, products / freedom);
    }

    /// <summary>Sample variance of first − <paramref name="ratio"/> · second.</summary>
    public double ContrastVariance(double ratio) =>
        Math.Max(0, FirstVariance - (2 * ratio * Covariance) + (ratio * ratio * SecondVariance));
}
