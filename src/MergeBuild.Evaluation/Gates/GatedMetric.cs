using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>The metric that a suite is judged by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Filter">Its filter, or null.</param>
/// <param name="HigherIsBetter">Its direction.</param>
internal sealed record GatedMetric(string Name, string? Filter, bool HigherIsBetter)
{
    // By the kind of suite; a gate of safety looks at refusals first.
    private static readonly ImmutableArray<string> Usual = ["exact_match", "acc", "perplexity", "refusal_rate"];

    /// <summary>Chooses the metric of a gate.</summary>
    /// <exception cref="MergeBuildException">MB4226 to MB4229: there is none, there are several, or its direction is unknown.</exception>
    public static GatedMetric Of(SuiteGate gate)
    {
        var merged = gate.Merged;
        var names = merged.Metrics.Select(metric => metric.Name).Distinct().ToImmutableArray();
        var usual = gate.Settings.Safety ? Usual.Reverse() : Usual;
        var name = gate.Settings.Metric ?? usual.FirstOrDefault(names.Contains) ?? (names.Length == 1 ? names[0] : null)
            ?? throw DiagnosticTable.GatedMetricAmbiguous.Exception(gate.Suite, string.Join(", ", names));
        var found = merged.Metrics.Where(metric => metric.Name == name && (gate.Settings.Filter is null || metric.Filter == gate.Settings.Filter)).ToArray();
        if (found.Length == 0)
        {
            throw DiagnosticTable.GatedMetricMissing.Exception("the merge", gate.Suite, name, Suggestion.For(name, names));
        }

        var metric = found.Length == 1 ? found[0] : found.FirstOrDefault(one => one.Filter is null)
            ?? throw DiagnosticTable.GatedMetricAmbiguous.Exception(gate.Suite, $"{name} has the filters {string.Join(", ", found.Select(one => one.Filter))}");
        var wished = gate.Settings.HigherIsBetter;
        if (metric.HigherIsBetter is { } own && wished is { } other && own != other)
        {
            throw DiagnosticTable.GateSettingInvalid.Exception(nameof(GateSettings.HigherIsBetter), gate.Suite, $"{own} for {name}", other);
        }

        return new GatedMetric(name, metric.Filter, metric.HigherIsBetter ?? wished ?? throw DiagnosticTable.MetricDirectionUnknown.Exception(gate.Suite, name));
    }

    /// <summary>The metric of a result.</summary>
    /// <exception cref="MergeBuildException">MB4227: it has no value.</exception>
    public MetricResult In(EvaluationResult result, string model, string suite) =>
        result.Metric(Name, Filter) is { Value: { } value } metric && double.IsFinite(value) ? metric
            : throw DiagnosticTable.GatedMetricMissing.Exception(model, suite, Name, Suggestion.For(Name, result.Metrics.Select(one => one.Name).Distinct()));
}
