using System.Collections.Immutable;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>The judgement of one suite. Nothing in it tells of a clock, a host or a folder.</summary>
public sealed record Verdict
{
    /// <summary>The suite's name.</summary>
    public required string Suite { get; init; }

    /// <summary>The parent that the merge is held against.</summary>
    public required string Parent { get; init; }

    /// <summary>What is kept.</summary>
    public required GateKind Kind { get; init; }

    /// <summary>Pass, fail or inconclusive.</summary>
    public required GateOutcome Outcome { get; init; }

    /// <summary>What was required.</summary>
    public required GateSettings Settings { get; init; }

    /// <summary>The metric that was compared; null where none could be chosen.</summary>
    public string? Metric { get; init; }

    /// <summary>Its filter of lm-evaluation-harness.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether more of it is better.</summary>
    public bool? HigherIsBetter { get; init; }

    /// <summary>The parent's score.</summary>
    public double? ParentScore { get; init; }

    /// <summary>The merge's score.</summary>
    public double? MergedScore { get; init; }

    /// <summary>Retention, bounds, method and p-values; null where the results cannot be compared.</summary>
    public RetentionEstimate? Estimate { get; init; }

    /// <summary>The p-value of a loss, corrected over all suites; null where the policy asks for proof.</summary>
    public double? CorrectedLossProbability { get; init; }

    /// <summary>Whether a guard forbids a conclusion from the estimate.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Examples (clusters, where they are drawn) that find a loss of twice the margin in four of five builds.</summary>
    public long? ExamplesNeeded { get; init; }

    /// <summary>(merged − base)/(parent − base): 0 is the base, 1 the parent; null where both are too close to tell.</summary>
    public double? Recovery { get; init; }

    /// <summary>The merge over the accepted merge, by the same method; for information.</summary>
    public RetentionEstimate? Change { get; init; }

    /// <summary>The change of calibration; null where there are no confidences.</summary>
    public CalibrationDrift? Calibration { get; init; }

    /// <summary>What there is to say, the reason of the outcome last.</summary>
    public ImmutableArray<VerdictNote> Notes { get; init; } = [];

    /// <summary>Digests of the models and of the suite, where the results state them.</summary>
    public required VerdictDigests Digests { get; init; }
}
