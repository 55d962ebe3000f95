using MergeBuild.Evaluation.Results;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>A result of an evaluator elsewhere: some of so many answers are right.</summary>
public static class MadeResult
{
    /// <summary>The bytes of a result, the first answers of which are right.</summary>
    public static string Of(int count, int right, string? modelDigest = null)
    {
        var result = new EvaluationResult
        {
            Evaluator = "elsewhere 1",
            Model = new ModelIdentity("made", modelDigest),
            Suite = new SuiteIdentity("sums", null, null, count),
            Settings = [],
            Metrics = [new MetricResult { Name = "exact_match", Value = (double)right / count, Count = count, HigherIsBetter = true }],
            Examples = [.. Enumerable.Range(0, count).Select(index => new ExampleResult
            {
                Id = $"{index}",
                Values = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty.Add("exact_match", index < right ? 1 : 0),
            })],
        };
        return System.Text.Encoding.UTF8.GetString(EvaluationResultJson.Write(result));
    }
}
