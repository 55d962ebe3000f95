using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports;

/// <summary>The verdict over all suites, in words.</summary>
internal static class Headline
{
    /// <summary>One sentence: what was lost, or what is uncertain.</summary>
    public static string Of(ReportInput input)
    {
        var verdicts = input.Gates.Verdicts;
        var lost = verdicts.Where(verdict => VerdictStates.StateOf(verdict) == VerdictState.Lost).ToArray();
        var unsound = input.Findings.Any(VerdictStates.IsError);
        if (lost.Length > 0)
        {
            return $"The merge {Join(lost.GroupBy(Loss).Select(group => $"{group.Key} {Names(group.Select(verdict => verdict.Parent))}"))}." +
                (unsound ? " Its weights are not sound." : "");
        }

        if (unsound)
        {
            return "The weights of the merge are not sound.";
        }

        var open = verdicts.Where(verdict => VerdictStates.StateOf(verdict) == VerdictState.NotShown).ToArray();
        if (open.Length > 0)
        {
            return $"It is not shown that the merge keeps up with {Names(open.Select(verdict => verdict.Parent))}.";
        }

        var uncertain = verdicts.Count(verdict => VerdictStates.StateOf(verdict) == VerdictState.Uncertain);
        return verdicts.IsEmpty ? "No suite was judged."
            : uncertain > 0 ? $"No loss is shown, but {uncertain} of {Suites(verdicts.Length)} {(uncertain == 1 ? "is" : "are")} uncertain."
            : verdicts.All(verdict => verdict.Settings.EffectivePolicy == GatePolicy.ProofOfRetention) ? $"Retention is shown on {All(verdicts.Length)}."
            : $"No loss beyond the margin is shown on {All(verdicts.Length)}.";
    }

    /// <summary>What one verdict says, and how sure it is.</summary>
    public static string Sentence(Verdict verdict)
    {
        var state = VerdictStates.StateOf(verdict);
        if (verdict.Estimate is not { } estimate || verdict.IsBlocked)
        {
            return VerdictStates.Reason(verdict)?.Message ?? "There is no estimate of the retention.";
        }

        var kept = $"The merge keeps {ReportFigures.Percent(estimate.Retention)} of the score of '{verdict.Parent}'" +
            (estimate.IsBounded ? $", between {ReportFigures.Percent(estimate.Lower)} and {ReportFigures.Percent(estimate.Upper)}" : "") +
            $"; {ReportFigures.Percent(verdict.Settings.MinimumRetention)} are required.";
        return kept + state switch
        {
            VerdictState.Lost when IsCalibration(verdict) =>
                $" Its calibration error grew by {ReportFigures.Score(verdict.Calibration!.Difference)}; {ReportFigures.Score(verdict.Calibration.Maximum)} is allowed.",
            VerdictState.Lost => $" With no loss beyond the margin, chance would show so low a retention with a probability of {Most(verdict.CorrectedLossProbability ?? estimate.LossProbability)}.",
            VerdictState.NotShown => $" The lower bound does not reach that: with too low a retention, chance would show this much with a probability of {ReportFigures.Chance(estimate.ProofProbability)}.",
            VerdictState.Uncertain when verdict.ExamplesNeeded is { } needed =>
                $" Chance may explain the difference; a loss of twice the margin takes about {ReportFigures.Count(needed)} {(estimate.Clusters is null ? "examples" : "clusters")} to find.",
            VerdictState.Uncertain => " Chance may explain the difference.",
            _ when estimate.ProofProbability <= 1 - verdict.Settings.Confidence => " Even the lower bound reaches that.",
            _ => " No loss beyond the margin is shown.",
        };
    }

    private static string Most(double probability) => (probability < 0.0001 ? "" : "at most ") + ReportFigures.Chance(probability);

    private static string Loss(Verdict verdict) => IsCalibration(verdict) ? "is less calibrated than" : verdict.Kind switch
    {
        GateKind.Safety => "is less safe than",
        GateKind.Forgetting => "forgot skills of the base",
        GateKind.Acceptance => "falls behind",
        _ => "lost skills of",
    };

    // Fails by its calibration alone: no other error stands in its notes.
    private static bool IsCalibration(Verdict verdict) =>
        verdict.Calibration is not null && verdict.Notes.Where(VerdictStates.IsError).All(note => note.Code == Diagnostics.DiagnosticTable.CalibrationLost.Code);

    private static string Suites(int count) => count == 1 ? "1 suite" : $"{count} suites";

    private static string All(int count) => count == 1 ? "the one suite" : $"all {count} suites";

    private static string Names(IEnumerable<string> names) => Join(names.Distinct().Select(name => $"'{name}'"));

    private static string Join(IEnumerable<string> parts)
    {
        var all = parts.ToArray();
        return all.Length < 2 ? string.Concat(all) : string.Join(", ", all[..^1]) + " and " + all[^1];
    }
}
