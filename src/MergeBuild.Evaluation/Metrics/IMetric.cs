using System.Collections.Immutable;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>A way to measure a model on a suite.</summary>
internal interface IMetric
{
    /// <summary>The name in settings and results.</summary>
    string Name { get; }

    /// <summary>Whether more is better; null where that depends on the suite.</summary>
    bool? HigherIsBetter { get; }

    /// <summary>The kinds of suites that it can be taken on.</summary>
    ImmutableArray<SuiteKind> Kinds { get; }

    /// <summary>Whether it compares with answers.</summary>
    bool NeedsAnswers => false;

    /// <summary>An example's value, or null for metrics that only a whole suite has.</summary>
    double? ValueOf(ExampleEvidence evidence);

    /// <summary>The value of a suite, from the results of its examples alone.</summary>
    MetricResult Summarize(IReadOnlyList<ExampleResult> examples);
}
