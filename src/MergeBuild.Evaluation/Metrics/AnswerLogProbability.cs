using System.Collections.Immutable;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>answer_logprob</c>: the mean over examples of the natural logarithm of the reference answer's probability. Unlike
/// exact match it moves with every change of the weights.
/// </summary>
internal sealed class AnswerLogProbability : MeanMetric
{
    public override string Name => "answer_logprob";

    public override ImmutableArray<SuiteKind> Kinds => [SuiteKind.Generation];

    public override bool NeedsAnswers => true;

    public override double? ValueOf(ExampleEvidence evidence) => evidence.Result.LogProbability;
}
