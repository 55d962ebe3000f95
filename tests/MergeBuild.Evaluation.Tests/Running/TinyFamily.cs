using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Running;

/// <summary>
/// The trained models of samples/tiny-assistant and two merges of them on its suites, against an independent implementation in float32
/// (<c>tiny-evaluation.json</c>): counts equal, log-probabilities within 1e-3, perplexity within 0.1 %.
/// </summary>
public sealed class TinyFamily(TinyMerges merges) : IClassFixture<TinyMerges>
{
    public static TheoryData<string, string> Evaluations => new MatrixTheoryData<string, string>(
        ["base", "math", "strings", "facts", .. TinyMerges.Names], ["math", "strings", "facts", "facts-choice", "prose"]);

    [Theory]
    [MemberData(nameof(Evaluations))]
    public void Every_example_comes_out_as_in_an_independent_implementation(string model, string suite)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Running", "tiny-evaluation.json")))![model]![suite]!;
        var cancellation = TestContext.Current.CancellationToken;
        using var evaluated = ModelLoading.Open(
            merges.Find(model) ?? Repository.Path("samples/tiny-assistant/parents/" + model), new ModelDigests(new FileDigests(null)), cancellation: cancellation);
        var result = new Evaluator(new EvaluatorOptions()).Evaluate(
            evaluated, EvaluationSuite.Read(Repository.Path($"samples/tiny-assistant/suites/{suite}.jsonl")), SuiteSettings.Default, cancellation);

        var examples = expected["examples"]!.AsArray();
        Assert.Equal(examples.Count, result.Examples.Length);
        Assert.All(result.Examples.Zip(examples), pair => CheckExample(pair.First, pair.Second!));
        foreach (var (name, value) in expected["summary"]!.AsObject())
        {
            var metric = result.Metric(name)!;
            Assert.Equal(value!.GetValue<double>(), metric.Value!.Value, name == "perplexity" ? 1e-3 * metric.Value.Value : 1e-12);
        }
    }

    private static void CheckExample(ExampleResult actual, JsonNode expected)
    {
        if (expected["correct"] is { } correct)
        {
            Assert.Equal(correct.GetValue<int>(), actual.Values[actual.LogProbabilities.IsEmpty ? "exact_match" : "acc"]);
        }

        if (expected["correct_norm"] is { } normalized)
        {
            Assert.Equal(normalized.GetValue<int>(), actual.Values["acc_norm"]);
            Assert.All(actual.LogProbabilities.Zip(expected["logprobs"]!.AsArray()), pair => Assert.Equal(pair.Second!.GetValue<double>(), pair.First, 1e-3));
        }
        else
        {
            Assert.Equal(expected["logprob"]!.GetValue<double>(), actual.LogProbability!.Value, 1e-3);
        }

        if (expected["tokens"] is { } tokens)
        {
            Assert.Equal((tokens.GetValue<int>(), expected["bytes"]!.GetValue<int>()), (actual.Tokens, actual.Bytes));
        }
        else if (actual.IsGreedy is { } isGreedy)
        {
            Assert.Equal(isGreedy ? 1 : 0, actual.Values["exact_match"]);
        }
    }
}
