using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Tests.Gates;

/// <summary>Results of models that nobody ran, summed up by the real metrics.</summary>
internal static class MadeResults
{
    /// <summary>A result of right and wrong answers: 1 is right.</summary>
    public static EvaluationResult Exact(string model, IEnumerable<double> outcomes, Func<int, string?>? cluster = null) => Of(
        model, "generation", outcomes.Select((outcome, i) => Example(i, cluster) with { Values = Values("exact_match", outcome) }), "exact_match");

    /// <summary>A result of multiple choice with four choices; the confidence is that of the chosen one.</summary>
    public static EvaluationResult Choices(string model, IEnumerable<(bool Right, double Confidence)> answers) => Of(model, "multiple-choice", answers.Select((answer, i) =>
    {
        var rest = Math.Log((1 - answer.Confidence) / 3);
        ImmutableArray<double> logarithms = [Math.Log(answer.Confidence), rest, rest, rest];
        return Example(i, null) with
        {
            LogProbabilities = logarithms, Predicted = 0, Label = answer.Right ? 0 : 1, Values = Values("acc", answer.Right ? 1 : 0),
        };
    }), "acc", "ece");

    /// <summary>A result on texts of 50 tokens each, with their mean negative logarithm per token.</summary>
    public static EvaluationResult Texts(string model, IEnumerable<double> nats) => Of(model, "perplexity", nats.Select((mean, i) =>
        Example(i, null) with { LogProbability = -50 * mean, Tokens = 50, Words = 40, Bytes = 220 }), "perplexity", "byte_perplexity");

    /// <summary>A result of any examples.</summary>
    public static EvaluationResult Of(string model, string kind, IEnumerable<ExampleResult> examples, params string[] metrics)
    {
        ImmutableArray<ExampleResult> all = [.. examples];
        return new EvaluationResult
        {
            Evaluator = "mergebuild 0.1.0",
            Model = new ModelIdentity(model, "digest of " + model),
            Suite = new SuiteIdentity("math", kind, "digest of math", all.Length),
            Settings = new JsonObject { ["fewShot"] = 0, ["limit"] = null },
            Metrics = [.. metrics.Select(metric => MetricCatalog.All[metric].Summarize(all))],
            Examples = all,
        };
    }

    /// <summary>A gate of a merge against one parent.</summary>
    public static SuiteGate Against(EvaluationResult merged, EvaluationResult parent, GateSettings? settings = null, string suite = "math") => new()
    {
        Suite = suite, Settings = settings ?? GateSettings.Default, Merged = merged, Parents = [new ParentResult("math", parent)],
    };

    /// <summary>Zeros and ones: both right, right by the parent alone, right by the merge alone, both wrong.</summary>
    public static (EvaluationResult Merged, EvaluationResult Parent) Counts(int both, int lost, int gained, int neither)
    {
        double[] Outcomes(double whenLost, double whenGained) =>
            [.. Enumerable.Repeat(1.0, both), .. Enumerable.Repeat(whenLost, lost), .. Enumerable.Repeat(whenGained, gained), .. Enumerable.Repeat(0.0, neither)];
        return (Exact("merge", Outcomes(0, 1)), Exact("math", Outcomes(1, 0)));
    }

    private static ExampleResult Example(int number, Func<int, string?>? cluster) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"e{number:D4}"),
        Digest = string.Create(CultureInfo.InvariantCulture, $"{number:x32}"),
        Cluster = cluster?.Invoke(number),
    };

    private static ImmutableSortedDictionary<string, double> Values(string metric, double value) =>
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add(metric, value);
}
