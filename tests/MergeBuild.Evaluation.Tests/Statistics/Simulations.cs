using MergeBuild.Evaluation.Statistics;
using Xunit;

namespace MergeBuild.Evaluation.Tests.Statistics;

/// <summary>
/// False alarms and power of the tests over thousands of made-up suites, with fixed seeds. The bounds leave room for chance: the
/// standard error of a rate of 5 % over 4000 suites is 0.35 %.
/// </summary>
public sealed class Simulations
{
    private const int Suites = 4000;
    private const double Threshold = 0.95;
    private const double Confidence = 0.95;

    [Theory]
    [InlineData(100, 0.6)]
    [InlineData(240, 0.9)]
    [InlineData(541, 0.6)]
    [InlineData(1319, 0.6)]
    public void A_merge_at_the_threshold_is_failed_in_five_of_a_hundred_builds_at_most(int count, double share)
    {
        var (fieller, score) = (0, 0);
        foreach (var (first, second) in Outcomes(Suites, count, share, Threshold))
        {
            fieller += Fieller(first, second).LossProbability <= 0.05 ? 1 : 0;
            score += Score(first, second).LossProbability <= 0.05 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Fieller {fieller / (double)Suites:P2}, score {score / (double)Suites:P2}");
        Assert.InRange(fieller / (double)Suites, 0.02, 0.058);
        Assert.InRange(score / (double)Suites, 0.02, 0.058);
    }

    [Fact]
    public void Twenty_suites_at_the_threshold_together_raise_a_false_alarm_in_five_of_a_hundred_builds_at_most()
    {
        const int Tasks = 20;
        var (uncorrected, corrected, builds) = (0, 0, 0);
        foreach (var build in Outcomes(300 * Tasks, 541, 0.6, Threshold).Chunk(Tasks))
        {
            var probabilities = build.Select(pair => Score(pair.First, pair.Second).LossProbability).ToArray();
            uncorrected += probabilities.Min() <= 0.05 ? 1 : 0;
            corrected += HolmCorrection.Adjust(probabilities).Min() <= 0.05 ? 1 : 0;
            builds++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"uncorrected {uncorrected / (double)builds:P1}, Holm {corrected / (double)builds:P1}");
        Assert.InRange(uncorrected / (double)builds, 0.55, 0.75);
        Assert.InRange(corrected / (double)builds, 0, 0.08);
    }

    [Theory]
    [InlineData(541, 0.90, 0.49, 0.16)]
    [InlineData(1319, 0.90, 0.81, 0.475)]
    public void A_loss_of_twice_the_margin_is_found_as_often_as_stated(int count, double truth, double paired, double unpaired)
    {
        var (fieller, score, delta) = (0, 0, 0);
        foreach (var (first, second) in Outcomes(Suites, count, 0.6, truth))
        {
            fieller += Fieller(first, second).LossProbability <= 0.05 ? 1 : 0;
            score += Score(first, second).LossProbability <= 0.05 ? 1 : 0;
            delta += Unpaired(first, second).LossProbability <= 0.05 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Fieller {fieller / (double)Suites:P1}, score {score / (double)Suites:P1}, unpaired {delta / (double)Suites:P1}");
        Assert.Equal(paired, fieller / (double)Suites, 0.03);
        Assert.Equal(paired, score / (double)Suites, 0.03);
        Assert.Equal(unpaired, delta / (double)Suites, 0.04);
    }

    [Fact]
    public void Retention_is_proved_as_often_as_stated_and_the_unpaired_test_is_far_below_its_level()
    {
        var (fieller, delta, alarms) = (0, 0, 0);
        foreach (var (first, second) in Outcomes(Suites, 1319, 0.6, 1))
        {
            fieller += Fieller(first, second).ProofProbability <= 0.05 ? 1 : 0;
            delta += Unpaired(first, second).ProofProbability <= 0.05 ? 1 : 0;
        }

        foreach (var (first, second) in Outcomes(Suites, 1319, 0.6, Threshold))
        {
            alarms += Unpaired(first, second).LossProbability <= 0.05 ? 1 : 0;
        }

        Assert.Equal(0.81, fieller / (double)Suites, 0.03);
        Assert.Equal(0.48, delta / (double)Suites, 0.04);
        Assert.InRange(alarms / (double)Suites, 0, 0.012);
    }

    [Theory]
    [InlineData(0.90, 541, 0.49)]
    [InlineData(0.90, 1319, 0.81)]
    public void Power_and_the_number_of_examples_follow_from_the_variance_of_the_contrast(double truth, int count, double power)
    {
        // Shares 0.54 and 0.60 with correlation 0.6.
        var (own, other) = (0.54 * 0.46, 0.6 * 0.4);
        var variance = own + (Threshold * Threshold * other) - (2 * Threshold * 0.6 * Math.Sqrt(own * other));
        Assert.Equal(power, PowerAnalysis.Power(variance, 0.6, Threshold, truth, Confidence, count), 0.01);
        var needed = PowerAnalysis.ExamplesNeeded(variance, 0.6, Threshold, truth, Confidence)!.Value;
        Assert.InRange(needed, 1250, 1310);
        Assert.Equal(0.8, PowerAnalysis.Power(variance, 0.6, Threshold, truth, Confidence, (int)needed), 0.001);
    }

    [Fact]
    public void The_bootstrap_holds_its_level_on_clusters_where_single_examples_would_not()
    {
        const int Samples = 600;
        var (clustered, single) = (0, 0);
        for (var sample = 0; sample < Samples; sample++)
        {
            var random = new Random(sample);
            var rows = new double[40 * 2];
            var examples = new double[40 * 5 * 2];
            for (var cluster = 0; cluster < 40; cluster++)
            {
                // Five questions of one passage: the merge is right or wrong on all of them.
                var merged = random.NextDouble() < 0.57 ? 1.0 : 0;
                for (var example = 0; example < 5; example++)
                {
                    var parent = random.NextDouble() < 0.6 ? 1.0 : 0;
                    var place = ((cluster * 5) + example) * 2;
                    (examples[place], examples[place + 1]) = (merged, parent);
                    rows[cluster * 2] += merged;
                    rows[(cluster * 2) + 1] += parent;
                }
            }

            clustered += Alarm(rows, sample) ? 1 : 0;
            single += Alarm(examples, sample) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"clusters {clustered / (double)Samples:P1}, examples {single / (double)Samples:P1}");
        Assert.InRange(clustered / (double)Samples, 0.02, 0.07);
        Assert.InRange(single / (double)Samples, 0.12, 0.4);
    }

    private static bool Alarm(double[] rows, int seed) =>
        ClusterBootstrap.Run(rows, 2, sums => sums[0] / sums[1], (ulong)seed, draws: 1000).ProbabilityOfAtLeast(Threshold) <= 0.05;

    private static RetentionEstimate Fieller(double[] first, double[] second) =>
        FiellerRatio.Estimate(PairedMoments.Of(first, second), Threshold, Confidence);

    private static RetentionEstimate Score(double[] first, double[] second) =>
        ScoreRatio.Estimate(PairedCounts.Of(first, second)!.Value, Threshold, Confidence);

    private static RetentionEstimate Unpaired(double[] first, double[] second)
    {
        var moments = PairedMoments.Of(first, second);
        return UnpairedRatio.Estimate(
            (moments.First, Math.Sqrt(moments.FirstVariance / moments.Count)),
            (moments.Second, Math.Sqrt(moments.SecondVariance / moments.Count)), Threshold, Confidence, moments.Count);
    }

    // Right or wrong: the parent with probability share, the merge with share · ratio, correlated 0.6 over examples.
    private static IEnumerable<(double[] First, double[] Second)> Outcomes(int suites, int count, double share, double ratio)
    {
        const double Correlation = 0.6;
        var merged = share * ratio;
        var both = (share * merged) + (Correlation * Math.Sqrt(share * (1 - share) * merged * (1 - merged)));
        var random = new Random(20240229);
        for (var suite = 0; suite < suites; suite++)
        {
            var (first, second) = (new double[count], new double[count]);
            for (var i = 0; i < count; i++)
            {
                second[i] = random.NextDouble() < share ? 1 : 0;
                first[i] = random.NextDouble() < (second[i] == 1 ? both / share : (merged - both) / (1 - share)) ? 1 : 0;
            }

            yield return (first, second);
        }
    }
}
