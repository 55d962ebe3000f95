using System.Collections.Immutable;
using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>What the weights themselves tell.</summary>
internal static class FindingsSection
{
    private const int Most = 200;

    public static Markup Of(ImmutableArray<VerdictNote> findings) => findings.IsEmpty ? Markup.Empty : Markup.Of($"""
        <section id="integrity" aria-labelledby="integrity-head">
        <h2 id="integrity-head">Integrity of the weights</h2>
        <p class="lead">What weights tell without a model being run.</p>
        <ul class="notes">{findings.OrderByDescending(VerdictStates.IsError).Take(Most).Select(Note)}</ul>
        {(findings.Length > Most ? Markup.Of($"<p>{findings.Length - Most} more in report.json.</p>") : Markup.Empty)}</section>

        """);

    /// <summary>A diagnostic as an item of a list.</summary>
    public static Markup Note(VerdictNote note)
    {
        var error = VerdictStates.IsError(note);
        return Markup.Of($"""<li><span class="chip {(error ? "lost" : "uncertain")}">{(error ? "error" : "warning")} {note.Code}</span> {note.Message}</li>""");
    }
}
