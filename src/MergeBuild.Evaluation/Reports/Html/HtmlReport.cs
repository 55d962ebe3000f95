using System.Collections.Immutable;
using System.Text;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>
/// The page that a reviewer reads: one file without scripts, fonts or pictures from elsewhere, for screens from 400 pixels on, in the
/// scheme that the reader's system prefers, and for paper. Charts are inline SVG; each has its figures in a table beside it.
/// </summary>
internal static class HtmlReport
{
    private static readonly Lazy<Markup> Style = new(() =>
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Markup(reader.ReadToEnd().ReplaceLineEndings("\n"));
    });

    // Whatever a browser could be made to fetch or run, it is told not to.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public static byte[] Write(ReportInput input)
    {
        ImmutableArray<Markup> sections =
        [
            RetentionSection.Of(input), FindingsSection.Of(input.Findings), EffectsSection.Of(input.Effects), TaskVectorSection.Of(input.TaskVectors),
            ReliabilitySection.Of(input), RebuiltSection.Of(input.Rebuilt), ProvenanceSection.Of(input), VerdictSection.Of(input),
        ];
        var page = Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{VerdictStates.StateOf(input).Sign()} {input.Model}: merge report</title>
            <link rel="icon" href="data:,">
            <style>
            {Style.Value}</style>
            </head>
            <body>
            <main>
            <header>
            <p class="eyebrow">Merge report</p>
            <h1>{input.Model} <small>{input.Version}</small></h1>
            </header>
            {BannerSection.Of(input)}{sections}</main>
            <footer>Written by {EvaluationResult.ThisEvaluator}. The verdicts are made of inputs with the BLAKE3 digest <code>{input.Gates.InputsDigest}</code>.</footer>
            </body>
            </html>

            """);
        return Encoding.UTF8.GetBytes(page.Source.ReplaceLineEndings("\n"));
    }

    /// <summary>The class of a state in the style sheet.</summary>
    public static string ClassOf(VerdictState state) => state switch
    {
        VerdictState.Passed => "passed",
        VerdictState.Uncertain => "uncertain",
        VerdictState.NotShown => "open",
        _ => "lost",
    };

    /// <summary>A state as a sign and a word.</summary>
    public static Markup Chip(VerdictState state) => Markup.Of($"""<span class="chip {ClassOf(state)}">{state.Sign()} {state.Word()}</span>""");

    /// <summary>A table that scrolls by itself where it is wider than the page.</summary>
    /// <param name="name">What it shows, for those who do not see it.</param>
    /// <param name="heads">The heads of the columns; those of figures begin with <c>#</c>.</param>
    /// <param name="rows">The rows, the first cell of each being its head.</param>
    public static Markup Table(string name, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<Markup>> rows)
    {
        string Class(int column) => heads[column].StartsWith('#') ? "number" : "text";
        return Markup.Of($"""
            <div class="scroll" role="region" aria-label="{name}" tabindex="0"><table>
            <caption>{name}</caption>
            <thead><tr>{heads.Select((head, i) => Markup.Of($"""<th scope="col" class="{Class(i)}">{head.TrimStart('#')}</th>"""))}</tr></thead>
            <tbody>{rows.Select(row => Markup.Of($"<tr>{row.Select((cell, i) => i == 0
                ? Markup.Of($"""<th scope="row">{cell}</th>""")
                : Markup.Of($"""<td class="{Class(i)}">{cell}</td>"""))}</tr>\n"))}</tbody>
            </table></div>

            """);
    }

    /// <summary>A text as markup.</summary>
    public static Markup Text(string? text) => Markup.Of($"{text}");
}
