using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>What the build merged again, and why.</summary>
internal static class RebuiltSection
{
    public static Markup Of(ImmutableArray<RebuiltGroup> groups)
    {
        if (groups.IsEmpty)
        {
            return Markup.Empty;
        }

        var (merged, reused) = (groups.Sum(group => group.Merged), groups.Sum(group => group.Reused));
        return Markup.Of($"""
            <section id="rebuilt" aria-labelledby="rebuilt-head">
            <h2 id="rebuilt-head">What was rebuilt</h2>
            <p class="lead">{ReportFigures.Count(merged)} of {ReportFigures.Count(merged + reused)} blocks were merged; the others were taken over from the build before.</p>
            {HtmlReport.Table("Blocks of each group of tensors", ["tensors", "#merged", "#taken over", "why"], groups.Select(group => (IReadOnlyList<Markup>)
            [
                Markup.Of($"<code>{group.Name}</code>"),
                Markup.Of($"""{ReportFigures.Count(group.Merged)}{Share(group)}"""), HtmlReport.Text(ReportFigures.Count(group.Reused)), Markup.Of($"""<span class="wide">{group.Reason}</span>"""),
            ]))}</section>

            """);
    }

    private static Markup Share(RebuiltGroup group)
    {
        var share = group.Merged + group.Reused > 0 ? 100.0 * group.Merged / (group.Merged + group.Reused) : 0;
        return Markup.Of($"""<svg class="share" aria-hidden="true"><rect width="100%" height="10"/><rect class="fill" width="{share}%" height="10"/></svg>""");
    }
}
