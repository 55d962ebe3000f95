using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Reports;

/// <summary>Figures as people read them; the same in every culture.</summary>
internal static class ReportFigures
{
    /// <summary>What stands for a figure that is not there.</summary>
    public const string None = "–";

    private const double LeastChance = 0.0001;

    /// <summary>A share as a percentage with one digit.</summary>
    public static string Percent(double? share) => share is { } value && double.IsFinite(value) ? PercentText.Of(value).Replace('-', '−') : None;

    /// <summary>A score with four significant digits.</summary>
    public static string Score(double? score) => score is { } value && double.IsFinite(value) ? VerdictText.Score(value).Replace('-', '−') : None;

    /// <summary>A difference with its sign and three digits behind the point.</summary>
    public static string Signed(double difference) => Math.Abs(difference) < 0.0005 ? "0.000"
        : (difference < 0 ? "−" : "+") + Math.Abs(difference).ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A figure between −1 and 1 with three digits behind the point.</summary>
    public static string Cosine(double? cosine) => cosine?.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−') ?? None;

    /// <summary>A change of a share, in points of percent.</summary>
    public static string Points(double difference) => SignedPercent(difference) + " points";

    /// <summary>A score as the share by which it differs from another one.</summary>
    public static string Change(RetentionEstimate? change) => change is null || !double.IsFinite(change.Retention) ? None
        : $"{SignedPercent(change.Retention - 1)} %{(change.IsBounded ? change.Upper < 1 ? ", worse" : change.Lower > 1 ? ", better" : ", within chance" : "")}";

    /// <summary>A p-value.</summary>
    public static string Chance(double probability) => probability < LeastChance ? "less than 0.0001" : probability.ToString("G2", CultureInfo.InvariantCulture);

    /// <summary>A whole number with groups of three digits.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The bounds of a retention.</summary>
    public static string Interval(RetentionEstimate? estimate) => estimate is { IsBounded: true } ? $"{Percent(estimate.Lower)} to {Percent(estimate.Upper)}" : None;

    /// <summary>How many examples a verdict is of.</summary>
    public static string Examples(RetentionEstimate? estimate) => estimate?.Count is { } count
        ? Count(count) + (estimate.Clusters is { } clusters ? $" in {Count(clusters)} clusters" : "")
        : None;

    private static string SignedPercent(double share) => (Math.Round(100 * share, 1) switch { < 0 => "−", > 0 => "+", _ => "±" }) +
        Math.Abs(100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
