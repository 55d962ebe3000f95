using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>What the merge was made of, by content.</summary>
internal static class ProvenanceSection
{
    public static Markup Of(ReportInput input)
    {
        if (input.Provenance is not { } provenance)
        {
            return Markup.Empty;
        }

        var merged = input.Gates.Verdicts.Select(verdict => verdict.Digests.Merged).FirstOrDefault(digest => digest is not null);
        return Markup.Of($"""
            <section id="provenance" aria-labelledby="provenance-head">
            <h2 id="provenance-head">Provenance</h2>
            <dl class="facts">
            <div><dt>method</dt><dd>{provenance.Method}</dd></div>
            {provenance.Parameters.Select(parameter => Markup.Of($"<div><dt>{parameter.Key}</dt><dd>{parameter.Value}</dd></div>\n"))}{(input.Project is { } project
                ? Markup.Of($"<div><dt>project</dt><dd><code>{SourcePath.Of(project)}</code></dd></div>\n") : Markup.Empty)}</dl>
            {HtmlReport.Table("Parents", ["parent", "role", "parameters", "licence", "digest (BLAKE3)"], provenance.Parents.Select(parent => (IReadOnlyList<Markup>)
            [
                HtmlReport.Text(parent.Name), HtmlReport.Text(parent.Role), HtmlReport.Text(Parameters(parent.Parameters)),
                HtmlReport.Text(parent.License ?? "not stated"), Digest(parent.Digest),
            ]))}{(merged is null ? Markup.Empty : Markup.Of($"<p class=\"lead\">The merge that was judged: {Digest(merged)}</p>\n"))}</section>

            """);
    }

    private static Markup Digest(string? digest) => digest is null ? HtmlReport.Text(ReportFigures.None) : Markup.Of($"<code>{digest}</code>");

    private static string Parameters(ImmutableArray<KeyValuePair<string, string>> parameters) =>
        string.Join(", ", parameters.Select(parameter => $"{parameter.Key} {parameter.Value}"));
}
