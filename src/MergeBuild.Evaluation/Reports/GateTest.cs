using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports;

/// <summary>A verdict as a test that other tools list.</summary>
internal static class GateTest
{
    /// <summary>The test's name: suite, metric and what is kept of whom.</summary>
    public static string NameOf(Verdict verdict)
    {
        var metric = verdict.Metric is { } name ? $" ({name}{(verdict.Filter is { } filter ? ", " + filter : "")})" : "";
        var kept = verdict.Kind switch
        {
            GateKind.Safety => "is as safe as",
            GateKind.Forgetting => "keeps what the base knew:",
            GateKind.Acceptance => "keeps up with",
            _ => "keeps skills of",
        };
        return $"{verdict.Suite}{metric} {kept} {verdict.Parent}";
    }

    /// <summary>The group of tests: the merge and the parent. Readers part it at points, so that those of names become underscores.</summary>
    public static string ClassOf(ReportInput input, Verdict verdict) => $"{input.Model.Replace('.', '_')}.{verdict.Parent.Replace('.', '_')}";

    /// <summary>What decides whether two verdicts are of the same gate, whatever they say: the identity of a test across builds.</summary>
    public static string IdentityOf(ReportInput input, Verdict verdict) =>
        string.Join('\n', input.Model, verdict.Suite, verdict.Parent, verdict.Kind, verdict.Settings.Metric, verdict.Settings.Filter);

    /// <summary>The notes, one a line.</summary>
    public static string NotesOf(Verdict verdict) => string.Join(" ", verdict.Notes.Select(note => $"{note.Code}: {note.Message}"));

    /// <summary>The figures, on one line.</summary>
    public static string FiguresOf(Verdict verdict) => verdict.Estimate is { } estimate
        ? $"retention {ReportFigures.Percent(estimate.Retention)}, interval {ReportFigures.Interval(estimate)}, required {ReportFigures.Percent(verdict.Settings.MinimumRetention)}, " +
          $"merge {ReportFigures.Score(verdict.MergedScore)}, parent {ReportFigures.Score(verdict.ParentScore)}, examples {ReportFigures.Examples(estimate)}, {ReportText.Printable(estimate.Method)}"
        : "no estimate";
}
