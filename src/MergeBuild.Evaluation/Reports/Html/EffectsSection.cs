namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>The effect of each parent on each suite as a heat map, which is its own table.</summary>
internal static class EffectsSection
{
    // The strongest colour under which text keeps its contrast.
    private const double Strongest = 70;

    public static Markup Of(ParentEffects? effects)
    {
        if (effects is null || effects.Rows.IsEmpty)
        {
            return Markup.Empty;
        }

        var greatest = effects.Rows.SelectMany(row => row).Select(effect => Math.Abs(effect?.Difference ?? 0)).DefaultIfEmpty(0).Max();
        return Markup.Of($"""
            <section id="interference" aria-labelledby="interference-head">
            <h2 id="interference-head">Interference</h2>
            <p class="lead">What each parent does to each suite: the score of the merge less the score of the same merge without that parent. Above zero, the parent helps; a star marks effects that chance does not explain.</p>
            <div class="scroll" role="region" aria-label="Effect of each parent on each suite" tabindex="0"><table class="heat">
            <thead><tr><th scope="col">parent</th>{effects.Suites.Select(suite => Markup.Of($"""<th scope="col" class="number">{suite}</th>"""))}</tr></thead>
            <tbody>{effects.Parents.Zip(effects.Rows).Select(row => Markup.Of($"""
                <tr><th scope="row">{row.First}</th>{row.Second.Select(effect => Cell(effect, greatest))}</tr>

                """))}</tbody>
            </table></div>
            </section>

            """);
    }

    private static Markup Cell(ParentEffect? effect, double greatest)
    {
        if (effect is null)
        {
            return Markup.Of($"""<td class="none">{ReportFigures.None}</td>""");
        }

        var share = greatest > 0 ? Strongest * Math.Abs(effect.Difference) / greatest : 0;
        var bounds = effect is { Lower: { } lower, Upper: { } upper } ? Markup.Of($"<small>{ReportFigures.Signed(lower)} to {ReportFigures.Signed(upper)}</small>") : Markup.Empty;
        return Markup.Of($"""<td class="{(effect.Difference < 0 ? "harm" : "help")}" style="--share:{share}%"><b>{ReportFigures.Signed(effect.Difference)}{(effect.IsShown ? " ★" : "")}</b>{bounds}</td>""");
    }
}
