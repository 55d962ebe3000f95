using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Evaluation.Metrics;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>How often answers of a confidence are right: reliability diagrams of the merge and of the parent.</summary>
internal static class ReliabilitySection
{
    private static readonly ImmutableArray<(double, string)> Ticks = [.. new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(tick => (tick, Percent(tick)))];

    public static Markup Of(ReportInput input) => input.Reliability.IsEmpty ? Markup.Empty : Markup.Of($"""
        <section id="calibration" aria-labelledby="calibration-head">
        <h2 id="calibration-head">Calibration</h2>
        <p class="lead">How often answers of a confidence are right. On the dotted line, confidence tells the truth; below it, the model is too sure. Larger dots stand for more examples.</p>
        <div class="charts">{input.Reliability.Select((curve, index) => Figure(input, curve, index))}</div>
        </section>

        """);

    private static Markup Figure(ReportInput input, ReliabilityCurve curve, int index)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"reliability-{index}");
        var drift = input.Gates.Verdicts.FirstOrDefault(verdict => verdict.Suite == curve.Suite && verdict.Parent == curve.Parent && verdict.Calibration is not null)?.Calibration;
        var says = drift is null ? "" : $"Expected calibration error {ReportFigures.Percent(drift.Merged)}, of the parent {ReportFigures.Percent(drift.Parent)}; " +
            $"the difference lies between {ReportFigures.Points(drift.Lower)} and {ReportFigures.Points(drift.Upper)}" +
            (drift.Maximum is { } most ? $", allowed {ReportFigures.Points(most)}." : ".");
        var chart = new LineChart(id, $"Calibration on {curve.Suite}", says.Length > 0 ? says : "The table below has every figure.", [Line("the merge", curve.Merged), Line(curve.Parent, curve.Other)])
        {
            Across = (0, 1), Up = (0, 1), AcrossTicks = Ticks, Label = Percent, AcrossName = "confidence", HasDiagonal = true,
        };
        return Markup.Of($"""
            <figure><figcaption><span class="name">{curve.Suite}</span><small>{says}</small></figcaption>{chart.ToMarkup()}<details><summary>The same as a table</summary>
            {HtmlReport.Table($"Confidence and share of right answers on {curve.Suite}", ["confidence", "#merge: right", "#examples", "#parent: right", "#examples"],
                curve.Merged.Zip(curve.Other).Where(pair => pair.First.Count + pair.Second.Count > 0).Select(pair => (IReadOnlyList<Markup>)
                [
                    HtmlReport.Text($"{Percent(pair.First.Lower)} to {Percent(pair.First.Upper)}"), Right(pair.First), HtmlReport.Text(ReportFigures.Count(pair.First.Count)),
                    Right(pair.Second), HtmlReport.Text(ReportFigures.Count(pair.Second.Count)),
                ]))}</details></figure>

            """);
    }

    private static ChartLine Line(string name, ImmutableArray<ReliabilityBin> bins)
    {
        var most = Math.Max(1, bins.Max(bin => bin.Count));
        return new ChartLine(name, [.. bins.Where(bin => bin.Count > 0).Select(bin => (bin.Confidence, (double?)bin.Accuracy, 0.7 + 1.3 * Math.Sqrt((double)bin.Count / most)))]);
    }

    private static Markup Right(ReliabilityBin bin) => HtmlReport.Text(bin.Count > 0 ? ReportFigures.Percent(bin.Accuracy) : ReportFigures.None);

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
