namespace MergeBuild.Evaluation.Harness;

/// <summary>
/// A key of a task's results: <c>metric,filter</c>, divided at the last comma, or a bare <c>metric</c> as version 0.3 wrote it.
/// </summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Filter">The filter; null for <c>none</c> and for a bare key.</param>
/// <param name="IsStandardError">Whether the value is the metric's standard error.</param>
internal readonly record struct HarnessMetricKey(string Metric, string? Filter, bool IsStandardError)
{
    /// <summary>What the harness calls outputs that no filter changed.</summary>
    public const string NoFilter = "none";

    private const string ErrorSuffix = "_stderr";

    public static HarnessMetricKey Parse(string key)
    {
        var comma = key.LastIndexOf(',');
        var (metric, filter) = comma < 0 ? (key, NoFilter) : (key[..comma], key[(comma + 1)..]);
        var isError = metric.EndsWith(ErrorSuffix, StringComparison.Ordinal) && metric.Length > ErrorSuffix.Length;
        return new HarnessMetricKey(isError ? metric[..^ErrorSuffix.Length] : metric, filter == NoFilter ? null : filter, isError);
    }
}
