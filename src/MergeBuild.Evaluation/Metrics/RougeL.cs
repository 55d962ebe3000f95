using System.Collections.Immutable;
using System.Text;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>rouge_l</c>: the harmonic mean of precision and recall of the longest common subsequence of words; the best over the
/// accepted answers, then the mean over examples. Lin, "ROUGE" (2004), section 3, with β = 1. Words are runs of letters
/// and digits of any script in lower case, without stemming.
/// </summary>
internal sealed class RougeL : MeanMetric
{
    // The table of lengths takes time with the product of both lengths.
    private const int MaximumWords = 20_000;

    public override string Name => "rouge_l";

    public override ImmutableArray<SuiteKind> Kinds => [SuiteKind.Generation];

    public override bool NeedsAnswers => true;

    public override double? ValueOf(ExampleEvidence evidence) => evidence.Answers.Max(answer => Of(evidence.Answer, answer));

    /// <summary>The F-measure of one answer against one accepted answer; two without words are equal.</summary>
    public static double Of(string answer, string accepted)
    {
        var (found, expected) = (Words(answer), Words(accepted));
        return TokenOverlap.F1(LongestCommonSubsequence(found, expected), found.Length, expected.Length);
    }

    private static int LongestCommonSubsequence(string[] first, string[] second)
    {
        var lengths = new int[second.Length + 1];
        foreach (var word in first)
        {
            var diagonal = 0;
            for (var j = 1; j <= second.Length; j++)
            {
                var above = lengths[j];
                lengths[j] = word == second[j - 1] ? diagonal + 1 : Math.Max(above, lengths[j - 1]);
                diagonal = above;
            }
        }

        return lengths[^1];
    }

    private static string[] Words(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            spaced.Append(Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : " ");
        }

        return [.. AnswerText.Split(spaced.ToString()).Take(MaximumWords)];
    }
}
