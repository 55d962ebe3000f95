using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>How each verdict was reached.</summary>
internal static class VerdictSection
{
    public static Markup Of(ReportInput input) => input.Gates.Verdicts.IsEmpty ? Markup.Empty : Markup.Of($"""
        <section class="reached" id="reached" aria-labelledby="reached-head">
        <h2 id="reached-head">How each verdict was reached</h2>
        {input.Gates.Verdicts.Select((verdict, index) => Details(verdict, input.PlaceOf(index)))}</section>

        """);

    private static Markup Details(Verdict verdict, SourceLocation? place)
    {
        var state = VerdictStates.StateOf(verdict);
        return Markup.Of($"""
            <details{(state == VerdictState.Passed ? Markup.Empty : new Markup(" open"))}><summary>{HtmlReport.Chip(state)} <span class="name">{verdict.Suite}</span> against {verdict.Parent}</summary>
            <p>{Headline.Sentence(verdict)}</p>
            <dl class="facts">
            {Facts(verdict, place).Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Text}</dd></div>\n"))}</dl>
            {(verdict.Notes.IsEmpty ? Markup.Empty : Markup.Of($"""<ul class="notes">{verdict.Notes.Select(FindingsSection.Note)}</ul>"""))}</details>

            """);
    }

    private static IEnumerable<(string Name, string Text)> Facts(Verdict verdict, SourceLocation? place)
    {
        yield return ("kept", verdict.Kind switch { GateKind.Safety => "safety", GateKind.Forgetting => "what the base knew", GateKind.Acceptance => "what was accepted", _ => "a skill of the parent" });
        yield return ("policy", verdict.Settings.EffectivePolicy == GatePolicy.ProofOfRetention ? "proof of retention" : "evidence of harm, Holm’s correction over all suites");
        if (verdict.Estimate is { } estimate)
        {
            yield return ("method", estimate.Method);
            yield return ("examples", ReportFigures.Examples(estimate));
            yield return ("confidence of each bound", ReportFigures.Percent(estimate.Confidence));
            yield return ("interval", ReportFigures.Interval(estimate));
            yield return ("p of a loss", ReportFigures.Chance(estimate.LossProbability) +
                (verdict.CorrectedLossProbability is { } corrected ? $"; after Holm’s correction {ReportFigures.Chance(corrected)}" : ""));
            yield return ("p of the proof", ReportFigures.Chance(estimate.ProofProbability));
            if (estimate.EqualityProbability is { } equality)
            {
                yield return ("p of equality (McNemar)", ReportFigures.Chance(equality));
            }
        }

        if (verdict.ExamplesNeeded is { } needed)
        {
            yield return ("examples to find a loss of twice the margin", ReportFigures.Count(needed));
        }

        if (verdict.Recovery is { } recovery)
        {
            yield return ("recovery, from the base to the parent", ReportFigures.Percent(recovery));
        }

        if (verdict.Change is { } change)
        {
            yield return ("against the accepted merge", $"{ReportFigures.Percent(change.Retention)} of its score, {ReportFigures.Interval(change)}");
        }

        if (place is not null)
        {
            yield return ("asked for in", (place with { File = SourcePath.Of(place.File) }).ToString());
        }

        yield return ("digest of the suite", verdict.Digests.Suite ?? ReportFigures.None);
    }
}
