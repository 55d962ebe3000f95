using System.Collections.Immutable;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>acc</c>: the share of examples whose most likely choice, by the sum of its tokens' log-probabilities, or whose most
/// likely class is the right one; <c>acc</c> of lm-evaluation-harness.
/// </summary>
internal sealed class Accuracy : MeanMetric
{
    public override string Name => "acc";

    public override ImmutableArray<SuiteKind> Kinds => [SuiteKind.MultipleChoice, SuiteKind.Classification];

    public override double? ValueOf(ExampleEvidence evidence) => evidence.Result.Predicted == evidence.Result.Label ? 1 : 0;
}
