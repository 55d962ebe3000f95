using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Evaluation.Tests.Gates;

namespace MergeBuild.Evaluation.Tests.Reports;

public sealed class Headlines
{
    private static readonly GateSettings Proof = new() { Policy = GatePolicy.ProofOfRetention };

    [Fact]
    public void Name_the_parent_whose_skill_was_lost() => Says("The merge lost skills of 'math'.", One(150, 70, 0, 20));

    [Fact]
    public void Name_the_base_that_was_forgotten() => Says("The merge forgot skills of the base 'math'.", One(150, 70, 0, 20) with { Parents = Parents(true, 150, 70, 0, 20) });

    [Fact]
    public void Tell_safety_from_skill() => Says("The merge is less safe than 'math'.", One(150, 70, 0, 20, new GateSettings { Safety = true }));

    [Fact]
    public void Do_not_call_a_missing_proof_a_loss() => Says("It is not shown that the merge keeps up with 'math'.", One(200, 20, 5, 15, Proof));

    [Fact]
    public void Count_what_is_uncertain() =>
        Says("No loss is shown, but 1 of 2 suites is uncertain.", One(200, 16, 0, 24), One(230, 1, 1, 8) with { Suite = "facts" });

    [Fact]
    public void Do_not_call_the_absence_of_a_loss_a_proof() => Says("No loss beyond the margin is shown on the one suite.", One(230, 1, 1, 8));

    [Fact]
    public void Call_a_proof_a_proof() => Says("Retention is shown on all 2 suites.", One(230, 1, 1, 8, Proof), One(230, 1, 1, 8, Proof) with { Suite = "facts" });

    [Fact]
    public void Tell_calibration_from_skill()
    {
        var parent = MadeResults.Choices("math", Enumerable.Range(0, 300).Select(i => (i % 10 < 8, 0.8)));
        var sure = MadeResults.Choices("merge", Enumerable.Range(0, 300).Select(i => (i % 10 < 8, 0.99)));
        var input = Input(MadeResults.Against(sure, parent, new GateSettings { Metric = "acc", MaximumCalibrationDrift = 0.05 }));
        Assert.Equal("The merge is less calibrated than 'math'.", Headline.Of(input));
        Assert.Contains("calibration error grew by 0.19; 0.05 is allowed", Headline.Sentence(input.Gates.Verdicts[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Put_weights_that_are_not_sound_before_suites_that_passed() => Assert.Equal(
        "The weights of the merge are not sound.",
        Headline.Of(Input(One(230, 1, 1, 8)) with { Findings = [VerdictNote.Of(DiagnosticTable.ResultTensorZero.With("a"))] }));

    [Fact]
    public void Say_how_sure_a_loss_is()
    {
        var verdict = Input(One(150, 70, 0, 20)).Gates.Verdicts[0];
        Assert.Contains("keeps 68.2 % of the score of 'math', between", Headline.Sentence(verdict), StringComparison.Ordinal);
        Assert.EndsWith("with a probability of less than 0.0001.", Headline.Sentence(verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void Say_what_a_guard_found()
    {
        var verdict = Input(One(5, 1, 0, 1)).Gates.Verdicts[0];
        Assert.Contains("has 7 examples; a verdict takes at least 20", Headline.Sentence(verdict), StringComparison.Ordinal);
    }

    private static void Says(string expected, params SuiteGate[] gates) => Assert.Equal(expected, Headline.Of(Input(gates)));

    private static ReportInput Input(params SuiteGate[] gates) => new() { Model = "a", Gates = Gate.Judge([.. gates]) };

    private static SuiteGate One(int both, int lost, int gained, int neither, GateSettings? settings = null)
    {
        var (merged, parent) = MadeResults.Counts(both, lost, gained, neither);
        return MadeResults.Against(merged, parent, settings);
    }

    private static ImmutableArray<ParentResult> Parents(bool isBase, int both, int lost, int gained, int neither) =>
        [new ParentResult("math", MadeResults.Counts(both, lost, gained, neither).Parent, isBase)];
}
