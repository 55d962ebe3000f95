using System.Collections.Immutable;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>exact_match</c>: 1 where the answer equals one of the accepted ones after the normalisation that the settings ask
/// for, else 0; the mean over examples. Rajpurkar et al., "SQuAD" (2016), section 6.1, with its normalisation as an option.
/// </summary>
internal sealed class ExactMatch : MeanMetric
{
    public override string Name => "exact_match";

    public override ImmutableArray<SuiteKind> Kinds => [SuiteKind.Generation];

    public override bool NeedsAnswers => true;

    public override double? ValueOf(ExampleEvidence evidence) =>
        evidence.Answers.Any(answer => evidence.Comparison.AreEqual(evidence.Answer, answer)) ? 1 : 0;
}
