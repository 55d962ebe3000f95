using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Interference;

/// <summary>A suite that effects are measured by.</summary>
public sealed record InterferenceSuite
{
    /// <summary>The name in reports.</summary>
    public required string Name { get; init; }

    /// <summary>The examples.</summary>
    public required EvaluationSuite Suite { get; init; }

    /// <summary>How they are put to the models.</summary>
    public SuiteSettings Settings { get; init; } = SuiteSettings.Default;

    /// <summary>The parent whose skill it measures; null for none in particular.</summary>
    public string? Parent { get; init; }

    /// <summary>The metric; null for the usual one of the kind of suite.</summary>
    public string? Metric { get; init; }

    /// <summary>Whether more is better, for metrics that do not say.</summary>
    public bool? HigherIsBetter { get; init; }
}
