using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Sums;

/// <summary>Perplexity per unit, or bits: the sums of logarithms and of units.</summary>
internal sealed class PerplexitySums(Func<ExampleResult, int?> units, bool inBits) : IMetricSums
{
    public int Width => 2;

    public bool TryAdd(ExampleResult example, Span<double> sums)
    {
        if (example.LogProbability is not { } logarithm || units(example) is not { } count)
        {
            return false;
        }

        sums[0] += count;
        sums[1] -= logarithm;
        return true;
    }

    public double Value(ReadOnlySpan<double> sums) => inBits ? sums[1] / sums[0] / Math.Log(2) : Math.Exp(sums[1] / sums[0]);
}
