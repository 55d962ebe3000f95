using System.Collections.Immutable;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>f1</c>: the harmonic mean of precision and recall of the answer's words, as a bag, after SQuAD's normalisation; the
/// best over the accepted answers, then the mean over examples. Rajpurkar et al., "SQuAD" (2016), section 6.1.
/// </summary>
internal sealed class AnswerF1 : MeanMetric
{
    public override string Name => "f1";

    public override ImmutableArray<SuiteKind> Kinds => [SuiteKind.Generation];

    public override bool NeedsAnswers => true;

    public override double? ValueOf(ExampleEvidence evidence) => evidence.Answers.Max(answer => Of(evidence.Answer, answer));

    /// <summary>F1 of one answer against one accepted answer; two without words are equal.</summary>
    public static double Of(string answer, string accepted)
    {
        var found = AnswerText.Split(AnswerText.Normalize(answer));
        var expected = AnswerText.Split(AnswerText.Normalize(accepted));
        var counts = expected.CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var common = 0;
        foreach (var word in found)
        {
            if (counts.TryGetValue(word, out var count) && count > 0)
            {
                counts[word] = count - 1;
                common++;
            }
        }

        return TokenOverlap.F1(common, found.Length, expected.Length);
    }
}
