using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Sums;

/// <summary>The mean of the examples' values of a metric: their number and their sum.</summary>
internal sealed class MeanSums(string metric) : IMetricSums
{
    public int Width => 2;

    public bool TryAdd(ExampleResult example, Span<double> sums)
    {
        if (!example.Values.TryGetValue(metric, out var value))
        {
            return false;
        }

        sums[0]++;
        sums[1] += value;
        return true;
    }

    public double Value(ReadOnlySpan<double> sums) => sums[1] / sums[0];
}
