using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Sums;

/// <summary>
/// A metric as a function of sums over examples, so that it can be taken of thousands of bootstrap samples.
/// </summary>
internal interface IMetricSums
{
    /// <summary>How many sums.</summary>
    int Width { get; }

    /// <summary>Adds what an example contributes; false where the example does not have it.</summary>
    bool TryAdd(ExampleResult example, Span<double> sums);

    /// <summary>The metric; NaN where it is not defined.</summary>
    double Value(ReadOnlySpan<double> sums);
}
