using MergeBuild.Evaluation.Gates.Sums;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>The change of calibration between two models.</summary>
internal static class CalibrationComparison
{
    /// <summary>The drift; null where the examples have no confidences, or are fewer than two clusters.</summary>
    public static CalibrationDrift? Of(ExamplePairs pairs, GateSettings settings)
    {
        var sums = new CalibrationSums();
        if (pairs.ClusterCount < 2 || PairedRows.Of(pairs, sums) is not { } rows)
        {
            return null;
        }

        var total = new double[2 * sums.Width];
        for (var i = 0; i < rows.Values.Length; i++)
        {
            total[i % total.Length] += rows.Values[i];
        }

        var distribution = ClusterBootstrap.Run(
            rows.Values, total.Length, drawn => sums.Value(drawn[..sums.Width]) - sums.Value(drawn[sums.Width..]), settings.Seed);
        return new CalibrationDrift(
            sums.Value(total.AsSpan(sums.Width)), sums.Value(total.AsSpan(0, sums.Width)),
            distribution.Bound(1 - settings.Confidence), distribution.Bound(settings.Confidence),
            settings.MaximumCalibrationDrift,
            settings.MaximumCalibrationDrift is { } maximum ? distribution.ProbabilityOfAtMost(maximum) : null);
    }
}
