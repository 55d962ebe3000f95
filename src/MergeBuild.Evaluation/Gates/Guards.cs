using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>What forbids a conclusion from an estimate.</summary>
internal static class Guards
{
    /// <summary>Notes every guard that applies, and tells whether one does.</summary>
    public static bool Check(
        SuiteGate gate, ParentResult parent, GatedMetric metric, ExamplePairs? pairs, RetentionEstimate estimate, long? needed, IList<VerdictNote> notes)
    {
        var before = notes.Count;
        var units = estimate.Clusters ?? estimate.Count;
        if (units < gate.Settings.MinimumExamples)
        {
            var more = needed is null ? "" : $", and to find a loss of twice the margin takes about {Math.Max(needed.Value, gate.Settings.MinimumExamples)}";
            notes.Add(VerdictNote.Of(DiagnosticTable.TooFewExamples.With(
                gate.Suite, units, estimate.Clusters is null ? "examples" : "clusters of examples", gate.Settings.MinimumExamples, more)));
        }

        var score = metric.In(parent.Result, $"'{parent.Name}'", gate.Suite).Value!.Value;
        if (!estimate.IsBounded || !double.IsFinite(estimate.Retention))
        {
            notes.Add(VerdictNote.Of(DiagnosticTable.ParentNearZero.With(parent.Name, gate.Suite, $"{metric.Name} {VerdictText.Score(score)}")));
        }

        if (pairs is not null && Chance(pairs, metric) is { } chance &&
            score - chance <= NormalDistribution.Quantile(gate.Settings.Confidence) * Math.Sqrt(chance * (1 - chance) / pairs.Count))
        {
            notes.Add(VerdictNote.Of(DiagnosticTable.ParentNearChance.With(
                parent.Name, gate.Suite, $"{metric.Name} {VerdictText.Score(score)}", VerdictText.Score(chance))));
        }

        return notes.Count > before;
    }

    // The mean over examples of one in the number of choices or classes.
    private static double? Chance(ExamplePairs pairs, GatedMetric metric) =>
        metric.Name is "acc" or "acc_norm" && pairs.Second.All(example => example.LogProbabilities.Length > 1)
            ? pairs.Second.Average(example => 1.0 / example.LogProbabilities.Length)
            : null;
}
