using System.Collections.Immutable;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>f1_macro</c>: the mean over classes of the harmonic mean of precision and recall. Classes that are neither a label nor
/// a prediction of any example are left out. Sokolova and Lapalme, "A systematic analysis of performance measures for
/// classification tasks" (2009).
/// </summary>
internal sealed class MacroF1 : IMetric
{
    public string Name => "f1_macro";

    public bool? HigherIsBetter => true;

    public ImmutableArray<SuiteKind> Kinds => [SuiteKind.Classification];

    public double? ValueOf(ExampleEvidence evidence) => null;

    public MetricResult Summarize(IReadOnlyList<ExampleResult> examples)
    {
        var classes = examples.SelectMany(example => new[] { example.Label, example.Predicted }).OfType<int>().Distinct().Order();
        var scores = classes.Select(label => ClassF1.Of(examples, label)).ToArray();
        return new MetricResult
        {
            Name = Name,
            Value = scores.Length > 0 ? SampleStatistics.Mean(scores) : null,
            Count = examples.Count,
            HigherIsBetter = true,
        };
    }
}
