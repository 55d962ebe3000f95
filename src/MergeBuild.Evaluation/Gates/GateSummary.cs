using System.Collections.Immutable;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>All suites together. Figures of retention are over the suites of experts, those of forgetting over the base's.</summary>
public sealed record GateSummary
{
    /// <summary>Fail if a suite fails, else inconclusive if one is, else pass.</summary>
    public required GateOutcome Outcome { get; init; }

    /// <summary>Task retention rate: the mean of retentions; null where there is none.</summary>
    public required double? RetentionRate { get; init; }

    /// <summary>Geometric mean of retentions; null where one of them is 0 or less, or there is none.</summary>
    public required double? GeometricMean { get; init; }

    /// <summary>Its standard error, G·√Σ(seᵢ/Rᵢ)²/K, the suites being independent.</summary>
    public required double? GeometricMeanError { get; init; }

    /// <summary>The least retention, of a suite of an expert.</summary>
    public required double? LeastRetention { get; init; }

    /// <summary>The suite that has it.</summary>
    public required string? WorstSuite { get; init; }

    /// <summary>The mean retention of suites of the base: below 1, the merge forgets.</summary>
    public required double? BaseRetention { get; init; }

    /// <summary>The p-value of the claim that retention holds on every suite, by the intersection–union rule.</summary>
    public required double? ProofProbability { get; init; }

    /// <summary>Summarises verdicts.</summary>
    public static GateSummary Of(ImmutableArray<Verdict> verdicts)
    {
        var usable = verdicts.Where(verdict => verdict.Estimate is { } estimate && double.IsFinite(estimate.Retention)).ToArray();
        var kept = usable.Where(verdict => verdict.Kind == GateKind.Retention).ToArray();
        var worst = kept.MinBy(verdict => verdict.Estimate!.Retention);
        var ofBase = usable.Where(verdict => verdict.Kind == GateKind.Forgetting).Select(verdict => verdict.Estimate!.Retention).ToArray();
        var (mean, error) = Geometric([.. kept.Select(verdict => verdict.Estimate!)]);
        return new GateSummary
        {
            Outcome = verdicts.Any(verdict => verdict.Outcome == GateOutcome.Fail) ? GateOutcome.Fail
                : verdicts.Any(verdict => verdict.Outcome == GateOutcome.Inconclusive) ? GateOutcome.Inconclusive
                : GateOutcome.Pass,
            RetentionRate = kept.Length > 0 ? kept.Average(verdict => verdict.Estimate!.Retention) : null,
            GeometricMean = mean,
            GeometricMeanError = error,
            LeastRetention = worst?.Estimate!.Retention,
            WorstSuite = worst?.Suite,
            BaseRetention = ofBase.Length > 0 ? ofBase.Average() : null,
            ProofProbability = verdicts.IsEmpty ? null
                : IntersectionUnion.Probability([.. verdicts.Select(verdict => verdict.IsBlocked || verdict.Estimate is null ? 1 : verdict.Estimate.ProofProbability)]),
        };
    }

    private static (double? Mean, double? Error) Geometric(RetentionEstimate[] estimates)
    {
        if (estimates.Length == 0 || estimates.Any(estimate => estimate.Retention <= 0))
        {
            return (null, null);
        }

        var mean = Math.Exp(estimates.Average(estimate => Math.Log(estimate.Retention)));
        if (estimates.Any(estimate => !estimate.IsBounded))
        {
            return (mean, null);
        }

        var squares = estimates.Sum(estimate =>
        {
            var error = (estimate.Upper!.Value - estimate.Lower!.Value) / (2 * NormalDistribution.Quantile(estimate.Confidence));
            return Math.Pow(error / estimate.Retention, 2);
        });
        return (mean, mean * Math.Sqrt(squares) / estimates.Length);
    }
}
