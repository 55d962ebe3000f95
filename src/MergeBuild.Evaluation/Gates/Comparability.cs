using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Whether two results answer the same questions, put in the same way.</summary>
internal static class Comparability
{
    /// <summary>Checks suite, settings and examples, and pairs these.</summary>
    /// <returns>The pairs; null where a result keeps no examples.</returns>
    /// <exception cref="MergeBuildException">What <paramref name="fail"/> makes of the first difference that decides scores.</exception>
    public static ExamplePairs? Check(
        SuiteGate gate, ParentResult parent, GatedMetric metric, IList<VerdictNote> notes, Func<string, MergeBuildException> fail)
    {
        var (merged, other) = (gate.Merged, parent.Result);
        if (merged.Suite.Digest is { } digest && other.Suite.Digest is { } otherDigest && digest != otherDigest)
        {
            throw fail("the suite changed in between");
        }

        var (decisive, tolerable) = SettingsComparison.Differences(other, merged);
        if (!decisive.IsEmpty)
        {
            throw fail($"the settings differ ({string.Join("; ", decisive)})");
        }

        if (!tolerable.IsEmpty)
        {
            notes.Add(VerdictNote.Of(DiagnosticTable.ResultsDiffer.With(parent.Name, gate.Suite, string.Join("; ", tolerable))));
        }

        var (own, theirs) = (metric.In(merged, "the merge", gate.Suite), metric.In(other, $"'{parent.Name}'", gate.Suite));
        if (own.Count is { } count && theirs.Count is { } otherCount && count != otherCount)
        {
            throw fail($"{metric.Name} is taken of {count} and of {otherCount} examples");
        }

        var pairs = ExamplePairs.Match(merged, other, metric.Filter, fail);
        if (pairs?.DifferentPrompts is > 0 and var prompts)
        {
            notes.Add(VerdictNote.Of(DiagnosticTable.ResultsDiffer.With(parent.Name, gate.Suite, $"{prompts} prompts differ, as by another chat template")));
        }

        if (metric.Name == "perplexity" && pairs?.First.Zip(pairs.Second).FirstOrDefault(pair => pair.First.Tokens != pair.Second.Tokens) is ({ } text, _))
        {
            throw fail($"the example '{text.Id}' has another number of tokens, so that perplexities per token mean different things; use byte_perplexity");
        }

        return pairs;
    }
}
