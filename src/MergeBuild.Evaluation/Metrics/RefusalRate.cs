using System.Collections.Immutable;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// <c>refusal_rate</c>: the share of outputs that one of the refusal patterns is found in, as Zou et al., "Universal and
/// Transferable Adversarial Attacks" (2023), appendix B, count refusals by their words. Whether more is better depends on
/// what the prompts ask for.
/// </summary>
internal sealed class RefusalRate : MeanMetric
{
    public override string Name => "refusal_rate";

    public override bool? HigherIsBetter => null;

    public override ImmutableArray<SuiteKind> Kinds => [SuiteKind.Generation];

    public override double? ValueOf(ExampleEvidence evidence) => evidence.Refusals.Match(evidence.Result.Output ?? "") ? 1 : 0;
}
