using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>The verdict in words, and the figures over all suites.</summary>
internal static class BannerSection
{
    // More than these are for the sections below.
    private const int MostReasons = 5;

    public static Markup Of(ReportInput input)
    {
        var state = VerdictStates.StateOf(input);
        var reasons = input.Gates.Verdicts.Where(verdict => VerdictStates.StateOf(verdict) != VerdictState.Passed).OrderByDescending(VerdictStates.StateOf).ToArray();
        var rest = reasons.Length - MostReasons;
        return Markup.Of($"""
            <div class="banner {HtmlReport.ClassOf(state)}" id="verdict">
            <h2><span class="sign" aria-hidden="true">{state.Sign()}</span> {Word(state)}: {LowerFirst(Headline.Of(input))}</h2>
            {(reasons.Length == 0 ? Markup.Empty : Markup.Of($"<ul>{reasons.Take(MostReasons).Select(Reason)}</ul>\n"))}{(rest > 0
                ? Markup.Of($"<p>{rest} more below.</p>\n") : Markup.Empty)}</div>
            {Figures(input)}
            """);
    }

    private static Markup Reason(Verdict verdict) => Markup.Of(
        $"<li>{HtmlReport.Chip(VerdictStates.StateOf(verdict))} on <span class=\"name\">{verdict.Suite}</span>. {Headline.Sentence(verdict)}</li>\n");

    private static Markup Figures(ReportInput input)
    {
        var (summary, verdicts) = (input.Gates.Summary, input.Gates.Verdicts);
        var passed = verdicts.Count(verdict => VerdictStates.StateOf(verdict) == VerdictState.Passed);
        return Markup.Of($"""
            <dl class="figures">
            {Figure("Suites passed", $"{passed} of {verdicts.Length}", null)}{Figure("Mean retention", summary.RetentionRate, null)}{Figure(
                "Geometric mean", summary.GeometricMean, summary.GeometricMeanError is { } error ? $"± {ReportFigures.Percent(error)} standard error" : null)}{Figure(
                "Least retention", summary.LeastRetention, summary.WorstSuite)}{Figure("Kept of the base", summary.BaseRetention, null)}</dl>

            """);
    }

    private static Markup Figure(string name, double? share, string? beside) => share is null ? Markup.Empty : Figure(name, ReportFigures.Percent(share), beside);

    private static Markup Figure(string name, string text, string? beside) => Markup.Of(
        $"<div><dt>{name}</dt><dd>{text}{(beside is null ? Markup.Empty : Markup.Of($"<small>{beside}</small>"))}</dd></div>\n");

    private static string Word(VerdictState state) => state switch
    {
        VerdictState.Passed => "Passed",
        VerdictState.Uncertain => "Passed with doubts",
        VerdictState.NotShown => "Not accepted",
        _ => "Failed",
    };

    private static string LowerFirst(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
