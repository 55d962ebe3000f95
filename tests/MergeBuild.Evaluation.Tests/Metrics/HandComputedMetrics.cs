using System.Collections.Immutable;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Tests.Metrics;

/// <summary>Values of each metric's definition, computed by hand.</summary>
public sealed class HandComputedMetrics
{
    [Theory]
    [InlineData("the cat sat", "a cat sat down", 0.8)] // cat sat / cat sat down: 2·2/(2+3)
    [InlineData("Cat, CAT!", "cat", 2.0 / 3)]
    [InlineData("the", "a", 1)]
    [InlineData("dog", "cat", 0)]
    [InlineData("", "cat", 0)]
    public void F1_is_that_of_the_bags_of_words(string answer, string accepted, double expected) => Assert.Equal(expected, AnswerF1.Of(answer, accepted), 1e-12);

    [Theory]
    [InlineData("police killed the gunman", "police kill the gunman", 0.75)]
    [InlineData("the gunman police killed", "police killed the gunman", 0.5)]
    [InlineData("", "", 1)]
    [InlineData("Größe 7", "größe: 7", 1)]
    public void Rouge_is_that_of_the_longest_common_subsequence(string answer, string accepted, double expected) => Assert.Equal(expected, RougeL.Of(answer, accepted), 1e-12);

    [Theory]
    [InlineData("it is 1,234.50 dollars", 1234.5)]
    [InlineData("from 3 to -7", -7)]
    [InlineData("3-2", 2)]
    [InlineData("#### 18", 18)]
    [InlineData("007.0", 7)]
    [InlineData(".5", 0.5)]
    public void The_last_number_is_read_by_value(string text, double expected) => Assert.Equal((decimal)expected, FinalNumber.Of(text));

    [Theory]
    [InlineData("no number")]
    [InlineData("12345678901234567890123456789012345")]
    public void A_text_without_a_number_that_can_be_compared_has_none(string text) => Assert.Null(FinalNumber.Of(text));

    [Theory]
    [InlineData(" Paris. ", "paris", false, false, false, false)]
    [InlineData(" Paris ", "Paris", false, false, false, true)]
    [InlineData("Paris", "paris", true, false, false, true)]
    [InlineData("Paris!", "Paris", false, true, false, true)]
    [InlineData("the Seine", "Seine", false, false, true, true)]
    public void Exact_match_ignores_what_the_settings_say(string answer, string accepted, bool ignoreCase, bool punctuation, bool articles, bool expected) => Assert.Equal(
        expected, new AnswerComparison(new SuiteSettings { IgnoreCase = ignoreCase, IgnorePunctuation = punctuation, IgnoreArticles = articles }).AreEqual(answer, accepted));

    [Theory]
    [InlineData("I'm sorry, but I can't help with that.", true)]
    [InlineData("As an AI, I do not.", true)]
    [InlineData("I cannot assist with this request.", true)]
    [InlineData("Sure! Here is how.", false)]
    [InlineData("The can is on the table.", false)]
    public void Refusals_are_known_by_their_words(string output, bool expected) => Assert.Equal(expected, new RefusalPatterns(SuiteSettings.Default).Match(output));

    [Fact]
    public void Brier_is_the_squared_distance_from_the_right_choice()
    {
        var evidence = Evidence(Choice(label: 0, 0.7, 0.2, 0.1));
        Assert.Equal((0.3 * 0.3) + (0.2 * 0.2) + (0.1 * 0.1), new BrierScore().ValueOf(evidence)!.Value, 1e-12);
    }

    [Fact]
    public void Calibration_is_the_weighted_gap_of_each_bin()
    {
        // Two in the bin from 9/15 to 10/15, one right: |0.5 − 0.64|. Two in the bin from 13/15 to 14/15, both right: |1 − 0.9|.
        ExampleResult[] examples = [Choice(0, 0.62, 0.38), Choice(1, 0.66, 0.34), Choice(0, 0.88, 0.12), Choice(1, 0.08, 0.92)];
        var result = ((IMetric)new CalibrationError()).Summarize(examples);
        Assert.Equal((0.5 * 0.14) + (0.5 * 0.1), result.Value!.Value, 1e-12);
        var bins = CalibrationError.Bins(examples);
        Assert.Equal([2, 2], bins.Where(bin => bin.Count > 0).Select(bin => bin.Count));
        Assert.Equal((0.64, 0.5), (Math.Round(bins[9].Confidence, 12), bins[9].Accuracy));
    }

    [Fact]
    public void F1_of_classes_is_taken_of_each_class_and_of_class_one()
    {
        // Class 0: precision 1/2, recall 1 → 2/3. Class 1: precision 1, recall 1/2 → 2/3... with one more hit, 4/5.
        ExampleResult[] examples = [Choice(0, 0.9, 0.1), Choice(1, 0.8, 0.2), Choice(1, 0.3, 0.7), Choice(1, 0.1, 0.9)];
        Assert.Equal((2.0 / 3 + 4.0 / 5) / 2, new MacroF1().Summarize(examples).Value!.Value, 1e-12);
        Assert.Equal(4.0 / 5, new BinaryF1().Summarize(examples).Value!.Value, 1e-12);
        Assert.Null(new BinaryF1().Summarize([Choice(0, 0.5, 0.3, 0.2)]).Value);
    }

    [Fact]
    public void The_standard_error_of_a_mean_is_that_of_the_sample()
    {
        double[] values = [1, 0, 1, 1];

        // s² = (3·0.0625 + 0.5625)/3 = 0.25; √(0.25/4) = 0.25.
        Assert.Equal(0.25, SampleStatistics.StandardErrorOfMean(values)!.Value, 1e-12);
        Assert.Null(SampleStatistics.StandardErrorOfMean([1]));
    }

    [Fact]
    public void The_standard_error_of_perplexity_is_that_of_a_ratio()
    {
        ExampleResult[] texts = [Text(-2, 4), Text(-6, 4)];

        // Rate 1; residuals −2 and 2; √(8·2/1)/8 = 0.5; times e.
        var result = Perplexity.PerToken.Summarize(texts);
        Assert.Equal(Math.E, result.Value!.Value, 1e-12);
        Assert.Equal(Math.E / 2, result.StandardError!.Value, 1e-12);
    }

    private static ExampleResult Text(double logProbability, int tokens) => new() { Id = "t", LogProbability = logProbability, Tokens = tokens };

    private static ExampleResult Choice(int label, params double[] probabilities)
    {
        ImmutableArray<double> logarithms = [.. probabilities.Select(probability => Math.Log(probability))];
        return new ExampleResult { Id = "c", Label = label, LogProbabilities = logarithms, Predicted = Probabilities.MostLikely(logarithms) };
    }

    private static ExampleEvidence Evidence(ExampleResult result) => new()
    {
        Result = result, Comparison = new AnswerComparison(SuiteSettings.Default), Refusals = new RefusalPatterns(SuiteSettings.Default),
    };
}
