using System.Collections.Immutable;
using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>Retention of each parent and suite as bars from zero, with intervals and what is required.</summary>
internal static class RetentionSection
{
    // A bar that is longer tells nothing more, and would make the others short.
    private const double Longest = 2;
    private const double Shortest = 1.1;
    private const double Step = 0.1;

    public static Markup Of(ReportInput input)
    {
        var verdicts = input.Gates.Verdicts;
        if (verdicts.IsEmpty)
        {
            return Markup.Empty;
        }

        var scale = Scale(verdicts);
        return Markup.Of($"""
            <section id="retention" aria-labelledby="retention-head">
            <h2 id="retention-head">Retention</h2>
            <p class="lead">The score of the merge over the score of the parent; 100 % is as good as the parent.</p>
            <div class="bars">
            {verdicts.Select((verdict, index) => Bar(verdict, index, scale))}<div class="bar axis" aria-hidden="true"><span class="who"></span><svg aria-hidden="true">{Ticks(scale)
                .Select(tick => Markup.Of($"""<text x="{100 * tick / scale}%" y="13" text-anchor="{(tick == 0 ? "start" : "middle")}">{100 * tick} %</text>"""))}</svg><span class="says"></span></div>
            </div>
            <ul class="key">
            <li><svg aria-hidden="true"><line class="whisker" x1="2" x2="26" y1="7" y2="7"/><line class="whisker" x1="2" x2="2" y1="3" y2="11"/><line class="whisker" x1="26" x2="26" y1="3" y2="11"/></svg>interval: each bound at the confidence of its suite</li>
            <li><svg aria-hidden="true"><line class="required" x1="14" x2="14" y1="0" y2="14"/></svg>required</li>
            </ul>
            <details><summary>The same as a table</summary>
            {Table(verdicts)}</details>
            </section>

            """);
    }

    /// <summary>The retention at the right end of all bars.</summary>
    public static double Scale(ImmutableArray<Verdict> verdicts)
    {
        var greatest = verdicts.Max(verdict => Math.Max(
            verdict.Settings.MinimumRetention, verdict is { IsBlocked: false, Estimate: { } estimate } ? Math.Max(Finite(estimate.Retention), estimate.Upper ?? 0) : 0));
        return Math.Min(Longest, Math.Max(Shortest, Math.Ceiling(greatest / Step) * Step));
    }

    private static Markup Bar(Verdict verdict, int index, double scale)
    {
        var state = VerdictStates.StateOf(verdict);
        var estimate = verdict.IsBlocked ? null : verdict.Estimate;
        double At(double share) => 100 * Math.Clamp(share, 0, scale) / scale;
        var required = At(verdict.Settings.MinimumRetention);
        return Markup.Of($"""
            <div class="bar {HtmlReport.ClassOf(state)}">
            <span class="who"><span class="name">{verdict.Suite}</span><small>{verdict.Parent}{(verdict.Metric is { } metric ? " · " + metric : "")}</small></span>
            <svg role="img" aria-labelledby="bar-{index}-title bar-{index}-text"><title id="bar-{index}-title">{verdict.Suite}: {ReportFigures.Percent(estimate?.Retention)} of {verdict.Parent}</title>
            <desc id="bar-{index}-text">Interval {ReportFigures.Interval(estimate)}, required {ReportFigures.Percent(verdict.Settings.MinimumRetention)}: {state.Word()}.</desc>
            {Ticks(scale).Select(tick => Markup.Of($"""<line class="gridline{(tick == 1 ? " one" : "")}" x1="{At(tick)}%" x2="{At(tick)}%" y1="0" y2="34"/>"""))}
            {(estimate is null ? Markup.Empty : Markup.Of($"""<rect class="fill" x="0" y="9" width="{At(Finite(estimate.Retention))}%" height="16"/>"""))}
            <line class="required" x1="{required}%" x2="{required}%" y1="2" y2="32"/>
            {(estimate is { IsBounded: true } ? Whisker(At(estimate.Lower!.Value), At(estimate.Upper!.Value)) : Markup.Empty)}</svg>
            <span class="says"><b>{ReportFigures.Percent(estimate?.Retention)}</b>{HtmlReport.Chip(state)}</span>
            </div>

            """);
    }

    private static Markup Whisker(double lower, double upper) => Markup.Of(
        $"""<line class="halo" x1="{lower}%" x2="{upper}%" y1="17" y2="17"/><line class="whisker range" x1="{lower}%" x2="{upper}%" y1="17" y2="17"/><line class="whisker" x1="{lower}%" x2="{lower}%" y1="12" y2="22"/><line class="whisker" x1="{upper}%" x2="{upper}%" y1="12" y2="22"/>""");

    private static IEnumerable<double> Ticks(double scale) => new[] { 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2 }.Where(tick => tick <= scale);

    private static Markup Table(ImmutableArray<Verdict> verdicts) => HtmlReport.Table(
        "Retention of each suite",
        ["suite", "parent", "metric", "verdict", "#merge", "#parent’s score", "#retention", "#interval", "#required", "#examples", "#against the accepted merge", "#recovery"],
        verdicts.Select(verdict => (IReadOnlyList<Markup>)
        [
            HtmlReport.Text(verdict.Suite), HtmlReport.Text(verdict.Parent), HtmlReport.Text(verdict.Metric), HtmlReport.Chip(VerdictStates.StateOf(verdict)),
            HtmlReport.Text(ReportFigures.Score(verdict.MergedScore)), HtmlReport.Text(ReportFigures.Score(verdict.ParentScore)),
            HtmlReport.Text(ReportFigures.Percent(verdict.Estimate?.Retention)), HtmlReport.Text(ReportFigures.Interval(verdict.Estimate)),
            HtmlReport.Text(ReportFigures.Percent(verdict.Settings.MinimumRetention)), HtmlReport.Text(ReportFigures.Examples(verdict.Estimate)),
            HtmlReport.Text(ReportFigures.Change(verdict.Change)), HtmlReport.Text(ReportFigures.Percent(verdict.Recovery)),
        ]));

    private static double Finite(double retention) => double.IsFinite(retention) ? retention : 0;
}
