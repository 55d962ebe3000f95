using System.Collections.Immutable;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// A metric that is the mean of its examples' values. Its standard error is s/√n with s² = Σ(x − x̄)²/(n − 1), as
/// lm-evaluation-harness has it; it is not known for a single example.
/// </summary>
internal abstract class MeanMetric : IMetric
{
    public abstract string Name { get; }

    public virtual bool? HigherIsBetter => true;

    public abstract ImmutableArray<SuiteKind> Kinds { get; }

    public virtual bool NeedsAnswers => false;

    public abstract double? ValueOf(ExampleEvidence evidence);

    public MetricResult Summarize(IReadOnlyList<ExampleResult> examples)
    {
        var values = examples.Where(example => example.Values.ContainsKey(Name)).Select(example => example.Values[Name]).ToArray();
        return new MetricResult
        {
            Name = Name,
            Value = values.Length > 0 ? SampleStatistics.Mean(values) : null,
            StandardError = SampleStatistics.StandardErrorOfMean(values),
            Count = values.Length,
            HigherIsBetter = HigherIsBetter,
        };
    }
}
