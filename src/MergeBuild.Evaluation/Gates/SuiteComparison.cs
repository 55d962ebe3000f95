using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Compares the merge with a parent on one suite: everything of a verdict but its outcome.</summary>
internal static class SuiteComparison
{
    /// <summary>The verdict before it is decided; what forbids a conclusion is in its notes.</summary>
    public static Verdict Of(SuiteGate gate)
    {
        gate.Settings.Check(gate.Suite);
        var parent = gate.Parents[0];
        var draft = Draft(gate, parent);
        try
        {
            var metric = GatedMetric.Of(gate);
            parent = Best(gate, metric);
            return Compare(gate, parent, metric, Draft(gate, parent) with
            {
                Metric = metric.Name, Filter = metric.Filter, HigherIsBetter = metric.HigherIsBetter,
                ParentScore = parent.Result.Metric(metric.Name, metric.Filter)?.Value, MergedScore = gate.Merged.Metric(metric.Name, metric.Filter)?.Value,
            });
        }
        catch (MergeBuildException exception)
        {
            return draft with { IsBlocked = true, Notes = [.. exception.Diagnostics.Select(VerdictNote.Of)] };
        }
    }

    private static Verdict Draft(SuiteGate gate, ParentResult parent) => new()
    {
        Suite = gate.Suite,
        Parent = parent.Name,
        Kind = parent.IsAccepted ? GateKind.Acceptance : gate.Settings.Safety ? GateKind.Safety : parent.IsBase ? GateKind.Forgetting : GateKind.Retention,
        Outcome = GateOutcome.Inconclusive,
        Settings = gate.Settings,
        Digests = new VerdictDigests(gate.Merged.Model.Digest, parent.Result.Model.Digest, gate.Merged.Suite.Digest),
    };

    private static ParentResult Best(SuiteGate gate, GatedMetric metric)
    {
        var scored = gate.Parents.Select(parent => (Parent: parent, Score: metric.In(parent.Result, $"'{parent.Name}'", gate.Suite).Value!.Value));
        return (metric.HigherIsBetter ? scored.MaxBy(parent => parent.Score) : scored.MinBy(parent => parent.Score)).Parent;
    }

    private static Verdict Compare(SuiteGate gate, ParentResult parent, GatedMetric metric, Verdict draft)
    {
        MergeBuildException Fail(string reason) => DiagnosticTable.ResultsNotComparable.Exception(parent.Name, gate.Suite, reason);
        var notes = ImmutableArray.CreateBuilder<VerdictNote>();
        var pairs = Comparability.Check(gate, parent, metric, notes, Fail);
        var (estimate, paired) = Estimate(gate.Merged, parent.Result, pairs, metric, gate.Settings);
        if (!paired)
        {
            notes.Add(VerdictNote.Of(DiagnosticTable.UnpairedComparison.With(parent.Name, gate.Suite, pairs is null
                ? "a result keeps no examples" : $"{metric.Name} is not the mean of its examples' values")));
        }

        if (estimate is null)
        {
            throw Fail($"neither examples nor standard errors of {metric.Name} are known");
        }

        var units = estimate.Clusters ?? estimate.Count;
        var needed = Needed(estimate, units, gate.Settings);
        var blocked = Guards.Check(gate, parent, metric, pairs, estimate, needed, notes);
        return draft with
        {
            Estimate = estimate,
            IsBlocked = blocked,
            ExamplesNeeded = needed,
            Recovery = Recovery(gate, parent, metric),
            Change = Change(gate, metric),
            Calibration = pairs is null ? null : CalibrationComparison.Of(pairs, gate.Settings),
            Notes = notes.ToImmutable(),
        };
    }

    private static (RetentionEstimate? Estimate, bool Paired) Estimate(
        EvaluationResult merged, EvaluationResult parent, ExamplePairs? pairs, GatedMetric metric, GateSettings settings)
    {
        var scores = (metric.In(merged, "the merge", merged.Suite.Name), metric.In(parent, "the parent", merged.Suite.Name));
        return pairs is { ClusterCount: >= 2 } && RetentionComparison.Paired(pairs, metric, scores, settings) is { } paired
            ? (paired, true) : (RetentionComparison.Unpaired(metric, scores, settings), false);
    }

    // The standard error follows from the width of the interval; a loss of twice the margin, or of a twentieth where there is no margin.
    private static long? Needed(RetentionEstimate estimate, int? units, GateSettings settings)
    {
        if (!estimate.IsBounded || units is not { } count)
        {
            return null;
        }

        var error = (estimate.Upper!.Value - estimate.Lower!.Value) / (2 * NormalDistribution.Quantile(settings.Confidence));
        var margin = settings.MinimumRetention < 1 ? 1 - settings.MinimumRetention : 0.05;
        return PowerAnalysis.ExamplesNeeded(error * error * count, 1, settings.MinimumRetention, settings.MinimumRetention - margin, settings.Confidence);
    }

    // Of no use where parent and base are closer than two standard errors.
    private static double? Recovery(SuiteGate gate, ParentResult parent, GatedMetric metric)
    {
        if (gate.Base?.Metric(metric.Name, metric.Filter) is not { Value: { } start } own || parent.IsBase)
        {
            return null;
        }

        var end = metric.In(parent.Result, parent.Name, gate.Suite);
        var error = Math.Sqrt(Math.Pow(own.StandardError ?? 0, 2) + Math.Pow(end.StandardError ?? 0, 2));
        var gap = end.Value!.Value - start;
        return Math.Abs(gap) > 2 * error && gap != 0 ? (metric.In(gate.Merged, "the merge", gate.Suite).Value!.Value - start) / gap : null;
    }

    // For information alone: an accepted merge of other examples or settings is no error.
    private static RetentionEstimate? Change(SuiteGate gate, GatedMetric metric)
    {
        try
        {
            if (gate.Accepted is not { } accepted)
            {
                return null;
            }

            var pairs = Comparability.Check(
                gate, new ParentResult("the accepted merge", accepted), metric, [], reason => DiagnosticTable.ResultsNotComparable.Exception("", gate.Suite, reason));
            return Estimate(gate.Merged, accepted, pairs, metric, gate.Settings with { MinimumRetention = 1 }).Estimate;
        }
        catch (MergeBuildException)
        {
            return null;
        }
    }
}
