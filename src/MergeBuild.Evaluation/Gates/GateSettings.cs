using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>What is required of the merge on a suite.</summary>
public sealed record GateSettings
{
    /// <summary>The settings of a suite that says nothing.</summary>
    public static GateSettings Default { get; } = new();

    /// <summary>The metric; null for the usual one of the kind: exact_match, acc, perplexity, refusal_rate.</summary>
    public string? Metric { get; init; }

    /// <summary>The filter of lm-evaluation-harness, where the metric has several.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether more is better, for metrics that do not say; must agree with those that do.</summary>
    public bool? HigherIsBetter { get; init; }

    /// <summary>The share of the parent's score that must be kept, above 0 and at most 2.</summary>
    public double MinimumRetention { get; init; } = 0.95;

    /// <summary>How a verdict comes about.</summary>
    public GatePolicy Policy { get; init; }

    /// <summary>Whether this is a gate of safety: against the safest parent, and passed only on proof.</summary>
    public bool Safety { get; init; }

    /// <summary>The confidence of each bound, above 0.5 and below 1; 0.95 is a false alarm in 20 builds at the threshold.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many examples, or clusters of them, a verdict takes; at least 2.</summary>
    public int MinimumExamples { get; init; } = 20;

    /// <summary>By how much the expected calibration error may grow, from 0 to 1; null gates no calibration.</summary>
    public double? MaximumCalibrationDrift { get; init; }

    /// <summary>Decides the draws of bootstrap samples.</summary>
    public ulong Seed { get; init; } = 20_260_101;

    /// <summary>The policy that counts: proof where safety is at stake.</summary>
    public GatePolicy EffectivePolicy => Safety ? GatePolicy.ProofOfRetention : Policy;

    /// <summary>Refuses values that make no gate.</summary>
    /// <exception cref="MergeBuildException">MB4229.</exception>
    public void Check(string suite)
    {
        Require(MinimumRetention is > 0 and <= 2, suite, nameof(MinimumRetention), "above 0 and at most 2", MinimumRetention);
        Require(Confidence is > 0.5 and < 1, suite, nameof(Confidence), "above 0.5 and below 1", Confidence);
        Require(MinimumExamples >= 2, suite, nameof(MinimumExamples), "2 or more", MinimumExamples);
        Require(MaximumCalibrationDrift is null or (>= 0 and <= 1), suite, nameof(MaximumCalibrationDrift), "from 0 to 1", MaximumCalibrationDrift);
        Require(Enum.IsDefined(Policy), suite, nameof(Policy), string.Join(" or ", Enum.GetNames<GatePolicy>()), Policy);
    }

    private static void Require(bool holds, string suite, string name, string allowed, object? value)
    {
        if (!holds)
        {
            throw DiagnosticTable.GateSettingInvalid.Exception(name, suite, allowed, value);
        }
    }
}
