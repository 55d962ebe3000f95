using System.Collections.Immutable;
using System.Globalization;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>How far each parent went from the base, layer by layer, and whether two went the same way.</summary>
internal static class TaskVectorSection
{
    // More lines cannot be told apart; the table has them all.
    private const int MostLines = 12;
    private const int MostTicks = 8;

    public static Markup Of(TaskVectorProfile? profile)
    {
        if (profile is null || profile.Layers.IsEmpty || profile.Parents.IsEmpty)
        {
            return Markup.Empty;
        }

        ImmutableArray<LayerFigures> layers = [.. profile.Layers.Where(layer => layer.Number is not null)];
        var pairs = Pairs(profile.Parents);
        return Markup.Of($"""
            <section id="task-vectors" aria-labelledby="task-vectors-head">
            <h2 id="task-vectors-head">Task vectors by layer</h2>
            <p class="lead">What training changed in each parent: its weights less those of ‘{profile.Reference}’.</p>
            {(layers.IsEmpty ? Markup.Empty : Markup.Of($"""
                <div class="charts">{Figure(layers, "distance", "How far", "norm of the task vector, relative to the base", profile.Parents, layer => layer.Distances, Percent)}{(pairs.IsEmpty || pairs.Length > MostLines
                    ? Markup.Empty : Figure(layers, "direction", "Which way", "cosine between two task vectors; below zero, they undo each other", pairs, layer => layer.PairCosines, Cosine))}</div>

                """))}<details><summary>The figures of every layer</summary>
            {Table(profile, pairs)}</details>
            </section>

            """);
    }

    private static Markup Figure(
        ImmutableArray<LayerFigures> layers, string id, string title, string says, ImmutableArray<string> names, Func<LayerFigures, ImmutableArray<double?>> figures, Func<double, string> label)
    {
        var chart = new LineChart("task-vectors-" + id, $"{title}: {says}", $"{layers.Length} layers; the table below has every figure.",
            [.. names.Take(MostLines).Select((name, i) => new ChartLine(name, [.. layers.Select((layer, at) => ((double)at, figures(layer)[i], 1.0))]))])
        {
            Across = (0, layers.Length - 1),
            Up = ChartScale.Around(layers.SelectMany(layer => figures(layer).Take(MostLines)).OfType<double>()),
            AcrossTicks = Ticks(layers),
            Label = label,
            AcrossName = "layer",
        };
        return Markup.Of($"<figure><figcaption><span class=\"name\">{title}</span><small>{says}</small></figcaption>{chart.ToMarkup()}</figure>");
    }

    private static ImmutableArray<(double, string)> Ticks(ImmutableArray<LayerFigures> layers)
    {
        var step = Math.Max(1, (layers.Length + MostTicks - 1) / MostTicks);
        return [.. layers.Select((layer, at) => ((double)at, layer.Number!.Value.ToString(CultureInfo.InvariantCulture))).Where((_, at) => at % step == 0)];
    }

    private static Markup Table(TaskVectorProfile profile, ImmutableArray<string> pairs) => HtmlReport.Table(
        "Task vectors of every layer: norm relative to the base, cosine of the weights with the base’s, cosine between two task vectors",
        ["layer", .. profile.Parents.Select(parent => $"#norm of {parent}"), .. profile.Parents.Select(parent => $"#{parent} and {profile.Reference}"), .. pairs.Select(pair => "#" + pair)],
        profile.Layers.Select(layer => (IReadOnlyList<Markup>)
        [
            Markup.Of($"<code>{layer.Name}</code>"), .. layer.Distances.Select(distance => HtmlReport.Text(ReportFigures.Percent(distance))),
            .. layer.Cosines.Concat(layer.PairCosines).Select(cosine => HtmlReport.Text(ReportFigures.Cosine(cosine))),
        ]));

    private static ImmutableArray<string> Pairs(ImmutableArray<string> parents) =>
        [.. parents.SelectMany((first, i) => parents.Skip(i + 1).Select(second => $"{first} – {second}"))];

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Cosine(double cosine) => cosine.ToString("0.###", CultureInfo.InvariantCulture).Replace('-', '−');
}
