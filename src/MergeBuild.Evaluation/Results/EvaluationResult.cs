using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Metrics;

namespace MergeBuild.Evaluation.Results;

/// <summary>
/// What a model is worth on a suite. Nothing in it tells of a clock, a host or a folder: the same model, suite and settings
/// give the same bytes of JSON, however they were batched and whether or not the evaluation was interrupted.
/// </summary>
public sealed record EvaluationResult
{
    /// <summary>Raised when a reader of the old form would misread the new one, and when the evaluator scores otherwise.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The evaluator that gave the result: <c>mergebuild</c> and its version, or a foreign one and its own.</summary>
    public required string Evaluator { get; init; }

    /// <summary>What was evaluated.</summary>
    public required ModelIdentity Model { get; init; }

    /// <summary>What it was evaluated on.</summary>
    public required SuiteIdentity Suite { get; init; }

    /// <summary>All settings, in the evaluator's own terms.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>The metrics, by name and filter.</summary>
    public required ImmutableArray<MetricResult> Metrics { get; init; }

    /// <summary>The examples in the order of the suite; empty where a foreign evaluator kept none.</summary>
    public required ImmutableArray<ExampleResult> Examples { get; init; }

    /// <summary>The reliability diagram behind <c>ece</c>; empty where the examples have no probabilities.</summary>
    public ImmutableArray<ReliabilityBin> Calibration { get; init; } = [];

    /// <summary>The name and version of this evaluator.</summary>
    public static string ThisEvaluator { get; } = "mergebuild " +
        typeof(EvaluationResult).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>A metric, or null when the result does not have it.</summary>
    public MetricResult? Metric(string name, string? filter = null) =>
        Metrics.FirstOrDefault(metric => metric.Name == name && metric.Filter == filter);
}
