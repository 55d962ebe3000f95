using System.Collections.Immutable;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>ece</c>: the expected calibration error Σ (n_b/N)·|acc(b) − conf(b)| over 15 bins of equal width; Guo et al., "On
/// Calibration of Modern Neural Networks" (2017), equation 3. The confidence is the softmax probability of the most likely
/// choice or class, not normalised by length. It is biased upward on few examples.
/// </summary>
public sealed class CalibrationError : IMetric
{
    /// <summary>How many bins the confidence is divided into.</summary>
    public const int BinCount = 15;

    string IMetric.Name => Name;

    bool? IMetric.HigherIsBetter => false;

    ImmutableArray<SuiteKind> IMetric.Kinds => [SuiteKind.MultipleChoice, SuiteKind.Classification];

    internal const string Name = "ece";

    double? IMetric.ValueOf(ExampleEvidence evidence) => null;

    MetricResult IMetric.Summarize(IReadOnlyList<ExampleResult> examples)
    {
        var bins = Bins(examples);
        var count = bins.Sum(bin => bin.Count);
        return new MetricResult
        {
            Name = Name,
            Value = count > 0 ? bins.Sum(bin => (double)bin.Count / count * Math.Abs(bin.Accuracy - bin.Confidence)) : null,
            Count = count,
            HigherIsBetter = false,
        };
    }

    /// <summary>The reliability diagram of examples that have log-probabilities, a prediction and a label; others are left out.</summary>
    public static ImmutableArray<ReliabilityBin> Bins(IReadOnlyList<ExampleResult> examples)
    {
        var counts = new int[BinCount];
        var confidences = new double[BinCount];
        var correct = new int[BinCount];
        foreach (var example in examples.Where(example => !example.LogProbabilities.IsEmpty && example.Label is not null && example.Predicted is not null))
        {
            var confidence = Probabilities.Softmax(example.LogProbabilities)[example.Predicted!.Value];
            var bin = Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);
            counts[bin]++;
            confidences[bin] += confidence;
            correct[bin] += example.Predicted == example.Label ? 1 : 0;
        }

        return [.. Enumerable.Range(0, BinCount).Select(bin => new ReliabilityBin(
            (double)bin / BinCount, (double)(bin + 1) / BinCount, counts[bin],
            counts[bin] > 0 ? confidences[bin] / counts[bin] : 0,
            counts[bin] > 0 ? (double)correct[bin] / counts[bin] : 0))];
    }
}
