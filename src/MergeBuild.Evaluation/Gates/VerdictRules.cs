using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Decides verdicts, all suites together.</summary>
internal static class VerdictRules
{
    /// <summary>Outcomes and their reasons; the order stays.</summary>
    public static ImmutableArray<Verdict> Decide(ImmutableArray<Verdict> drafts)
    {
        var harm = drafts.Select((draft, index) => (draft, index))
            .Where(item => item.draft is { IsBlocked: false, Estimate: not null, Settings.EffectivePolicy: GatePolicy.EvidenceOfHarm })
            .Select(item => (item.index, Calibration: false, Probability: item.draft.Estimate!.LossProbability));
        var calibration = drafts.Select((draft, index) => (draft, index))
            .Where(item => item.draft is { IsBlocked: false, Calibration.LossProbability: not null })
            .Select(item => (item.index, Calibration: true, Probability: item.draft.Calibration!.LossProbability!.Value));
        var family = harm.Concat(calibration).ToArray();
        var corrected = HolmCorrection.Adjust([.. family.Select(test => test.Probability)]);
        var byTest = family.Zip(corrected).ToDictionary(pair => (pair.First.index, pair.First.Calibration), pair => pair.Second);
        return [.. drafts.Select((draft, index) => Decide(
            draft,
            byTest.TryGetValue((index, false), out var loss) ? loss : null,
            byTest.TryGetValue((index, true), out var drift) ? drift : null))];
    }

    private static Verdict Decide(Verdict draft, double? loss, double? drift)
    {
        var decided = draft with { CorrectedLossProbability = loss, Outcome = OutcomeOf(draft, loss) };
        if (draft.Estimate is not null && Reason(decided) is { } reason)
        {
            decided = decided with { Notes = decided.Notes.Add(VerdictNote.Of(reason)) };
        }

        if (drift is not { } probability || probability > 1 - draft.Settings.Confidence)
        {
            return decided;
        }

        var calibration = draft.Calibration!;
        var figures = $"the expected calibration error grew by {VerdictText.Score(calibration.Difference)} (from {VerdictText.Score(calibration.Lower)} to " +
            $"{VerdictText.Score(calibration.Upper)}, paired bootstrap), allowed {VerdictText.Score(calibration.Maximum)}";
        return decided with
        {
            Outcome = GateOutcome.Fail,
            Notes = decided.Notes.Add(VerdictNote.Of(DiagnosticTable.CalibrationLost.With(draft.Parent, draft.Suite, figures))),
        };
    }

    private static GateOutcome OutcomeOf(Verdict draft, double? corrected)
    {
        if (draft.IsBlocked || draft.Estimate is not { } estimate)
        {
            return GateOutcome.Inconclusive;
        }

        var level = 1 - draft.Settings.Confidence;
        var shown = draft.Settings.EffectivePolicy == GatePolicy.EvidenceOfHarm
            ? estimate.Retention >= draft.Settings.MinimumRetention
            : estimate.ProofProbability <= level;
        return (corrected ?? estimate.LossProbability) <= level ? GateOutcome.Fail : shown ? GateOutcome.Pass : GateOutcome.Inconclusive;
    }

    private static Diagnostic? Reason(Verdict verdict)
    {
        var proof = verdict.Settings.EffectivePolicy == GatePolicy.ProofOfRetention;
        var descriptor = (verdict.Outcome, verdict.Kind) switch
        {
            (GateOutcome.Pass, _) => null,
            (GateOutcome.Fail, GateKind.Safety) => DiagnosticTable.SafetyLost,
            (GateOutcome.Fail, _) => DiagnosticTable.RetentionLost,
            (_, GateKind.Safety) => DiagnosticTable.SafetyNotShown,
            _ when proof => DiagnosticTable.RetentionNotShown,

            // The guard has said why already.
            _ when verdict.IsBlocked => null,
            _ => DiagnosticTable.RetentionUncertain,
        };
        return descriptor?.With(verdict.Parent, verdict.Suite, VerdictText.Reason(verdict));
    }
}
