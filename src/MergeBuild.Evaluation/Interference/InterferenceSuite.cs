using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Evaluation.Running;
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

    /// <summary>The suite of an <c>EvaluationSuite</c> item, with the settings and the metric that its gate has.</summary>
    /// <param name="item">The item, whose results come from the built-in evaluator.</param>
    /// <param name="name">The suite's name.</param>
    /// <param name="directory">The folder that relative paths start from.</param>
    /// <exception cref="MergeBuildException">MB41xx, MB4229, at the place: the suite, a setting or its metric is wrong.</exception>
    public static InterferenceSuite Read(ProjectItem item, string name, string directory)
    {
        ArgumentNullException.ThrowIfNull(item);
        var gate = item.Metadata.Where(metadata => metadata.Value.Trim().Length > 0 &&
            (metadata.Name.Equals(nameof(Metric), StringComparison.OrdinalIgnoreCase) || metadata.Name.Equals(nameof(HigherIsBetter), StringComparison.OrdinalIgnoreCase)))
            .Aggregate(GateSettings.Default, (sofar, metadata) => GateMetadata.Apply(sofar, metadata.Name, metadata, name));
        var suite = EvaluationSuite.Read(Path.GetFullPath(item.Include, directory));
        var settings = SuiteMetadata.Read(item, directory, PhysicalFileSystem.Instance);
        var measured = EvaluationPlan.Create(suite, settings).Metrics.Select(metric => metric.Name).ToImmutableArray();
        return new InterferenceSuite
        {
            Name = name,
            Suite = suite,

            // As in the gate: its metric is measured even where it is not a usual one of the suite's kind.
            Settings = gate.Metric is { } metric && settings.Metrics.IsEmpty && !measured.Contains(metric) ? settings with { Metrics = measured.Add(metric) } : settings,
            Metric = gate.Metric,
            HigherIsBetter = gate.HigherIsBetter,
        };
    }
}
