using MathNet.Numerics;

namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// McNemar's exact test that two models are equally good: among the examples that exactly one gets right, either is as likely,
/// so that their number has a binomial distribution with probability 1/2. It says nothing of other ratios than 1.
/// McNemar, "Note on the sampling error of the difference between correlated proportions or percentages" (1947).
/// </summary>
internal static class McNemar
{
    /// <summary>The method's name in verdicts.</summary>
    public const string Method = "McNemar exact";

    /// <summary>min(1, 2·P(X ≤ min(b, c))): small where one of the models is better.</summary>
    public static double TwoSided(PairedCounts counts) =>
        Math.Min(1, 2 * AtMost(Math.Min(counts.FirstOnly, counts.SecondOnly), counts.FirstOnly + counts.SecondOnly));

    /// <summary>P(X ≤ number that the first alone gets right): small where the first is worse.</summary>
    public static double FirstIsWorse(PairedCounts counts) => AtMost(counts.FirstOnly, counts.FirstOnly + counts.SecondOnly);

    /// <summary>P(X ≤ number that the second alone gets right): small where the first is better.</summary>
    public static double FirstIsBetter(PairedCounts counts) => AtMost(counts.SecondOnly, counts.FirstOnly + counts.SecondOnly);

    // Terms are taken from their logarithms, so that neither the binomial coefficient nor 2^trials overflows.
    private static double AtMost(int successes, int trials)
    {
        var (sum, logarithm) = (0.0, SpecialFunctions.GammaLn(trials + 1.0) - (trials * Constants.Ln2));
        for (var k = 0; k <= successes; k++)
        {
            sum += Math.Exp(logarithm - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(trials - k + 1.0));
        }

        return Math.Min(1, sum);
    }
}
