using System.Globalization;
using System.Text;
using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// The summary of a pull request's step: a short table of verdicts without links. Annotations at lines are the problem matcher's.
/// </summary>
internal static class MarkdownReport
{
    // GitHub shows a MiB of each step. Rows and notes of the longest names stay below half of that; a person reads far fewer.
    private const int MostRows = 100;

    private const string Separator = "|---|---|---|--:|:--|--:|--:|:--|";

    public static byte[] Write(ReportInput input)
    {
        var text = new StringBuilder("\n");
        var state = VerdictStates.StateOf(input);
        text.Append(CultureInfo.InvariantCulture, $"### {state.Sign()} {MarkdownText.Code(input.Model)}{(input.Version is { } version ? " " + MarkdownText.Code(version) : "")}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**{MarkdownText.Plain(Headline.Of(input))}**\n");
        WriteVerdicts(text, input);
        WriteSummary(text, input.Gates.Summary);
        WriteNotes(text, input);
        WriteWork(text, input);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteVerdicts(StringBuilder text, ReportInput input)
    {
        var verdicts = input.Gates.Verdicts.OrderByDescending(VerdictStates.StateOf).ToArray();
        if (verdicts.Length == 0)
        {
            return;
        }

        text.Append("\n| | suite | parent | retention | interval | required | examples | against the accepted merge |\n").Append(Separator).Append('\n');
        foreach (var verdict in verdicts.Take(MostRows))
        {
            var state = VerdictStates.StateOf(verdict);
            text.Append("| ").AppendJoin(" | ",
                $"{state.Sign()} {(state >= VerdictState.NotShown ? $"**{state.Word()}**" : state.Word())}",
                MarkdownText.Code(verdict.Suite) + (verdict.Metric is { } metric ? " " + MarkdownText.Plain(metric) : ""), MarkdownText.Code(verdict.Parent),
                verdict.IsBlocked ? ReportFigures.None : ReportFigures.Percent(verdict.Estimate?.Retention),
                verdict.IsBlocked ? ReportFigures.None : ReportFigures.Interval(verdict.Estimate),
                ReportFigures.Percent(verdict.Settings.MinimumRetention), ReportFigures.Examples(verdict.Estimate), ReportFigures.Change(verdict.Change)).Append(" |\n");
        }

        WriteRest(text, verdicts.Length, "verdicts");
    }

    private static void WriteSummary(StringBuilder text, GateSummary summary)
    {
        (string Name, double? Figure)[] figures =
        [
            ("mean retention", summary.RetentionRate), ("geometric mean", summary.GeometricMean), ("least", summary.LeastRetention), ("of the base", summary.BaseRetention),
        ];
        var known = figures.Where(figure => figure.Figure is not null).Select(figure => $"{figure.Name} {ReportFigures.Percent(figure.Figure)}").ToArray();
        if (known.Length > 0)
        {
            text.Append("\nOver all suites: ").AppendJoin(", ", known).Append(".\n");
        }
    }

    private static void WriteNotes(StringBuilder text, ReportInput input)
    {
        var notes = input.Gates.Verdicts.Where(verdict => VerdictStates.StateOf(verdict) != VerdictState.Passed)
            .OrderByDescending(VerdictStates.StateOf)
            .Select(verdict => $"* {MarkdownText.Code(verdict.Suite)}: {MarkdownText.Plain(Headline.Sentence(verdict))}")
            .Concat(input.Findings.Select(finding => $"* {MarkdownText.Code(finding.Code)}: {MarkdownText.Plain(finding.Message)}")).ToArray();
        if (notes.Length > 0)
        {
            text.Append('\n').AppendJoin('\n', notes.Take(MostRows)).Append('\n');
        }

        WriteRest(text, notes.Length, "notes");
    }

    private static void WriteWork(StringBuilder text, ReportInput input)
    {
        if (!input.Rebuilt.IsEmpty)
        {
            var (merged, reused) = (input.Rebuilt.Sum(group => group.Merged), input.Rebuilt.Sum(group => group.Reused));
            text.Append(CultureInfo.InvariantCulture, $"\nBlocks merged: {ReportFigures.Count(merged)} of {ReportFigures.Count(merged + reused)}.\n");
        }
    }

    private static void WriteRest(StringBuilder text, int count, string what)
    {
        if (count > MostRows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n… and {count - MostRows} more {what} in the report.\n");
        }
    }
}
