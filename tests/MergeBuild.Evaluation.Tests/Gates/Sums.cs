using MergeBuild.Evaluation.Gates.Sums;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Tests.Gates;

/// <summary>Metrics as functions of sums are the metrics.</summary>
public sealed class Sums
{
    [Theory]
    [InlineData("ece")]
    [InlineData("f1_macro")]
    [InlineData("f1_binary")]
    [InlineData("perplexity")]
    [InlineData("word_perplexity")]
    [InlineData("byte_perplexity")]
    [InlineData("bits_per_byte")]
    public void A_metric_of_sums_equals_the_metric_of_examples(string metric)
    {
        var random = new Random(3);
        ExampleResult[] examples = [.. Enumerable.Range(0, 57).Select(i =>
        {
            var share = random.NextDouble();
            return new ExampleResult
            {
                Id = $"{i}", LogProbabilities = [Math.Log(share), Math.Log(1 - share)], Predicted = share >= 0.5 ? 0 : 1, Label = random.Next(2),
                LogProbability = -10 * share, Tokens = random.Next(1, 9), Words = random.Next(1, 9), Bytes = random.Next(1, 9),
            };
        })];
        var sums = MetricSumsCatalog.Find(metric, examples)!;
        var totals = new double[sums.Width];
        Assert.All(examples, example => Assert.True(sums.TryAdd(example, totals)));
        Assert.Equal(MetricCatalog.All[metric].Summarize(examples).Value!.Value, sums.Value(totals), 1e-12);
    }
}
