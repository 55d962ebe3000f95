using System.Collections.Immutable;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>acc_norm</c>: the share of examples whose most likely choice is the right one, by the sum of its tokens'
/// log-probabilities divided by its length in bytes of UTF-8; long choices are not at a disadvantage. <c>acc_norm</c> of
/// lm-evaluation-harness.
/// </summary>
internal sealed class NormalizedAccuracy : MeanMetric
{
    public override string Name => "acc_norm";

    public override ImmutableArray<SuiteKind> Kinds => [SuiteKind.MultipleChoice];

    public override double? ValueOf(ExampleEvidence evidence)
    {
        var perByte = evidence.Result.LogProbabilities.Zip(evidence.ChoiceLengths, (sum, length) => sum / length);
        return Probabilities.MostLikely([.. perByte]) == evidence.Result.Label ? 1 : 0;
    }
}
