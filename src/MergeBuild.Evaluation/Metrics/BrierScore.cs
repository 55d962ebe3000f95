using System.Collections.Immutable;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>brier</c>: Σ over choices or classes of (pᵢ − yᵢ)², with y = 1 for the right one and 0 elsewhere, from 0 to 2; the mean
/// over examples. Brier, "Verification of Forecasts Expressed in Terms of Probability" (1950). Probabilities of choices
/// are the softmax of their log-probabilities, not normalised by length.
/// </summary>
internal sealed class BrierScore : MeanMetric
{
    public override string Name => "brier";

    public override bool? HigherIsBetter => false;

    public override ImmutableArray<SuiteKind> Kinds => [SuiteKind.MultipleChoice, SuiteKind.Classification];

    public override double? ValueOf(ExampleEvidence evidence)
    {
        var score = 0.0;
        foreach (var (index, probability) in Probabilities.Softmax(evidence.Result.LogProbabilities).Index())
        {
            var difference = probability - (index == evidence.Result.Label ? 1 : 0);
            score += difference * difference;
        }

        return score;
    }
}
