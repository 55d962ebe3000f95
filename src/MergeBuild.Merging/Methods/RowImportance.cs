using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods;

/// <summary>How much each element of a row changed, times how much the row's softmax did.</summary>
internal static class RowImportance
{
    private const double Epsilon = 1e-8;

    /// <summary>|x − b| · KL(softmax x ‖ softmax b) for whole rows.</summary>
    public static void Compute(ReadOnlySpan<float> baseRows, ReadOnlySpan<float> expertRows, Span<float> importance, int rowLength)
    {
        for (var start = 0; start < baseRows.Length; start += rowLength)
        {
            var b = baseRows.Slice(start, rowLength);
            var x = expertRows.Slice(start, rowLength);
            var divergence = Divergence(b, x);
            for (var i = 0; i < rowLength; i++)
            {
                importance[start + i] = (float)(Math.Abs((double)x[i] - b[i]) * divergence);
            }
        }
    }

    private static double Divergence(ReadOnlySpan<float> b, ReadOnlySpan<float> x)
    {
        var (largestB, sumB) = Softmax(b);
        var (largestX, sumX) = Softmax(x);
        var divergence = 0.0;
        for (var i = 0; i < b.Length; i++)
        {
            var q = (Exponential.OfNegative(b[i] - largestB) / sumB) + Epsilon;
            var p = (Exponential.OfNegative(x[i] - largestX) / sumX) + Epsilon;
            divergence += p * Exponential.Log(p / q);
        }

        return divergence;
    }

    private static (double Largest, double Sum) Softmax(ReadOnlySpan<float> row)
    {
        double largest = row[0];
        foreach (var element in row)
        {
            largest = Math.Max(largest, element);
        }

        var sum = 0.0;
        foreach (var element in row)
        {
            sum += Exponential.OfNegative(element - largest);
        }

        return (largest, sum);
    }
}
