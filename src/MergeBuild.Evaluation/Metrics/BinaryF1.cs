using System.Collections.Immutable;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>f1_binary</c>: the harmonic mean of precision and recall of class 1 of a classifier with two classes; van Rijsbergen,
/// "Information Retrieval" (1979), chapter 7, with equal weights. Not defined for more classes, nor where class 1 is neither
/// a label nor a prediction.
/// </summary>
internal sealed class BinaryF1 : IMetric
{
    private const int PositiveClass = 1;

    public string Name => "f1_binary";

    public bool? HigherIsBetter => true;

    public ImmutableArray<SuiteKind> Kinds => [SuiteKind.Classification];

    public double? ValueOf(ExampleEvidence evidence) => null;

    public MetricResult Summarize(IReadOnlyList<ExampleResult> examples)
    {
        var isDefined = examples.All(example => example.LogProbabilities.Length == 2) &&
            examples.Any(example => example.Label == PositiveClass || example.Predicted == PositiveClass);
        return new MetricResult
        {
            Name = Name,
            Value = isDefined ? ClassF1.Of(examples, PositiveClass) : null,
            Count = examples.Count,
            HigherIsBetter = true,
        };
    }
}
