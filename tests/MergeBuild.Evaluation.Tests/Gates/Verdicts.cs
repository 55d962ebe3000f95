using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Tests.Gates;

public sealed class Verdicts
{
    [Fact]
    public void A_merge_that_lost_a_tenth_fails_and_says_how_much_and_how_sure_it_is()
    {
        var verdict = Judge(MadeResults.Counts(170, 50, 4, 16));
        Assert.Equal(GateOutcome.Fail, verdict.Outcome);
        Assert.Equal(174.0 / 220, verdict.Estimate!.Retention, 1e-12);
        var note = Assert.Single(verdict.Notes);
        Assert.Equal("MB4210", note.Code);
        Assert.Contains("'math' knows on the suite 'math': retention 79.1 %, from ", note.Message, StringComparison.Ordinal);
        Assert.Contains("(Nam-Blackwelder score, 240 examples, each bound at 95.0 %), required 95.0 %; exact_match 0.725, of the parent 0.9167", note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_that_answers_like_the_parent_passes()
    {
        var verdict = Judge(MadeResults.Counts(200, 3, 3, 34));
        Assert.Equal((GateOutcome.Pass, 0), (verdict.Outcome, verdict.Notes.Length));
    }

    [Fact]
    public void A_small_loss_on_few_examples_is_inconclusive_and_says_how_many_are_needed()
    {
        var verdict = Judge(MadeResults.Counts(25, 5, 2, 8));
        Assert.Equal(GateOutcome.Inconclusive, verdict.Outcome);
        Assert.Equal("MB4212", Assert.Single(verdict.Notes).Code);
        Assert.Contains($"takes about {verdict.ExamplesNeeded} examples to find", verdict.Notes[0].Message, StringComparison.Ordinal);
        Assert.InRange(verdict.ExamplesNeeded!.Value, 200, 2000);
    }

    [Fact]
    public void Proof_of_retention_is_more_than_the_absence_of_harm()
    {
        var results = MadeResults.Counts(150, 10, 8, 32);
        Assert.Equal(GateOutcome.Pass, Judge(results).Outcome);
        var verdict = Judge(results, new GateSettings { Policy = GatePolicy.ProofOfRetention });
        Assert.Equal((GateOutcome.Inconclusive, "MB4211"), (verdict.Outcome, verdict.Notes[^1].Code));
        Assert.Equal(GateOutcome.Pass, Judge(results, new GateSettings { Policy = GatePolicy.ProofOfRetention, MinimumRetention = 0.85 }).Outcome);
    }

    [Fact]
    public void Full_retention_of_right_and_wrong_answers_is_tested_by_mc_nemar()
    {
        var verdict = Judge(MadeResults.Counts(100, 12, 2, 20), new GateSettings { MinimumRetention = 1 });
        Assert.Equal(("McNemar exact", GateOutcome.Fail), (verdict.Estimate!.Method, verdict.Outcome));
        Assert.Equal((1 + 14 + 91) / 16384.0, verdict.Estimate.LossProbability, 1e-12);
        Assert.Equal(2 * (1 + 14 + 91) / 16384.0, verdict.Estimate.EqualityProbability!.Value, 1e-12);
    }

    [Fact]
    public void A_metric_of_which_less_is_better_is_inverted()
    {
        var random = new Random(5);
        var parent = Enumerable.Range(0, 120).Select(_ => 1.5 + random.NextDouble()).ToArray();
        var verdict = Judge((MadeResults.Texts("merge", parent.Select(nats => nats + 0.1)), MadeResults.Texts("math", parent)));
        Assert.Equal(("paired bootstrap", false), (verdict.Estimate!.Method, verdict.HigherIsBetter));
        Assert.Equal(Math.Exp(-0.1), verdict.Estimate.Retention, 1e-9);
        Assert.Equal(GateOutcome.Fail, verdict.Outcome);
        Assert.Equal(GateOutcome.Pass, Judge((MadeResults.Texts("merge", parent.Select(nats => nats - 0.1)), MadeResults.Texts("math", parent))).Outcome);
    }

    [Fact]
    public void Related_examples_are_drawn_together()
    {
        var (merged, parent) = MadeResults.Counts(170, 30, 4, 36);
        EvaluationResult Clustered(EvaluationResult result) => result with { Examples = [.. result.Examples.Select((example, i) => example with { Cluster = $"passage {i / 10}" })] };
        var verdict = Judge((Clustered(merged), Clustered(parent)));
        Assert.Equal(("paired bootstrap of clusters", 240, 24), (verdict.Estimate!.Method, verdict.Estimate.Count, verdict.Estimate.Clusters));
        var single = Judge((merged, parent));
        Assert.True(verdict.Estimate.Upper - verdict.Estimate.Lower > 1.5 * (single.Estimate!.Upper - single.Estimate.Lower));
    }

    [Fact]
    public void Scores_between_right_and_wrong_are_compared_by_fieller()
    {
        var random = new Random(9);
        var parent = Enumerable.Range(0, 200).Select(_ => random.NextDouble()).ToArray();
        var verdict = Judge((MadeResults.Exact("merge", parent.Select(score => 0.8 * score)), MadeResults.Exact("math", parent)));
        Assert.Equal(("paired Fieller", GateOutcome.Fail), (verdict.Estimate!.Method, verdict.Outcome));
        Assert.Equal(0.8, verdict.Estimate.Upper!.Value, 1e-6);
    }

    [Fact]
    public void Summaries_alone_are_compared_unpaired_and_labelled()
    {
        var (merged, parent) = MadeResults.Counts(140, 80, 4, 16);
        var verdict = Judge((merged with { Examples = [] }, parent));
        Assert.Equal(("unpaired delta", GateOutcome.Fail), (verdict.Estimate!.Method, verdict.Outcome));
        Assert.Equal(["MB4225", "MB4210"], verdict.Notes.Select(note => note.Code));
    }

    [Fact]
    public void Twenty_suites_share_one_chance_of_a_false_alarm()
    {
        var alone = Gate.Judge([Gate20(0)]).Verdicts[0];
        Assert.Equal(GateOutcome.Fail, alone.Outcome);
        var report = Gate.Judge([.. Enumerable.Range(0, 20).Select(Gate20)]);
        Assert.Equal(GateOutcome.Inconclusive, report.Verdicts[0].Outcome);
        Assert.Contains("after Holm's correction", report.Verdicts[0].Notes[0].Message, StringComparison.Ordinal);

        static SuiteGate Gate20(int number)
        {
            var (merged, parent) = number == 0 ? MadeResults.Counts(170, 24, 4, 42) : MadeResults.Counts(200, 3, 3, 34);
            return MadeResults.Against(merged, parent, suite: $"suite{number}");
        }
    }

    [Fact]
    public void Safety_is_held_against_the_safest_parent_and_needs_proof()
    {
        var (merged, math) = MadeResults.Counts(150, 10, 8, 32);
        var safe = MadeResults.Exact("safe", Enumerable.Repeat(1.0, 200));
        var report = Gate.Judge([MadeResults.Against(merged, math) with
        {
            Settings = new GateSettings { Safety = true }, Parents = [new ParentResult("math", math), new ParentResult("safe", safe)],
        }]);
        var verdict = report.Verdicts[0];
        Assert.Equal(("safe", GateKind.Safety, GateOutcome.Fail), (verdict.Parent, verdict.Kind, verdict.Outcome));
        Assert.Equal("MB4213", verdict.Notes[^1].Code);
    }

    [Fact]
    public void Calibration_that_drifts_further_than_allowed_fails()
    {
        var parent = MadeResults.Choices("math", Enumerable.Range(0, 300).Select(i => (i % 10 < 8, 0.8)));
        var merged = MadeResults.Choices("merge", Enumerable.Range(0, 300).Select(i => (i % 10 < 8, 0.99)));
        var verdict = Judge((merged, parent), new GateSettings { MaximumCalibrationDrift = 0.05 });
        Assert.Equal(0.19, verdict.Calibration!.Difference, 1e-9);
        Assert.Equal((GateOutcome.Fail, "MB4215"), (verdict.Outcome, verdict.Notes[^1].Code));
        Assert.Equal(GateOutcome.Pass, Judge((merged, parent)).Outcome);
    }

    [Fact]
    public void Recovery_goes_from_the_base_to_the_parent_and_change_from_the_accepted_merge()
    {
        var (merged, parent) = MadeResults.Counts(150, 30, 0, 20);
        var start = MadeResults.Exact("base", Enumerable.Range(0, 200).Select(i => i < 60 ? 1.0 : 0));
        var verdict = Gate.Judge([MadeResults.Against(merged, parent) with { Base = start, Accepted = parent }]).Verdicts[0];
        Assert.Equal((0.75 - 0.3) / (0.9 - 0.3), verdict.Recovery!.Value, 1e-12);
        Assert.Equal(150.0 / 180, verdict.Change!.Retention, 1e-12);
    }

    [Fact]
    public void All_suites_together_have_their_means_and_their_worst()
    {
        SuiteGate Of(string suite, (EvaluationResult Merged, EvaluationResult Parent) results) => MadeResults.Against(results.Merged, results.Parent, suite: suite);
        var forgotten = Of("prose", MadeResults.Counts(90, 10, 0, 100));
        var summary = Gate.Judge(
        [
            Of("a", MadeResults.Counts(80, 20, 0, 100)), Of("b", MadeResults.Counts(100, 0, 0, 100)),
            forgotten with { Parents = [forgotten.Parents[0] with { IsBase = true }] },
        ]).Summary;
        Assert.Equal((0.9, "a", 0.8, 0.9), (summary.RetentionRate!.Value, summary.WorstSuite, summary.LeastRetention!.Value, summary.BaseRetention!.Value));
        Assert.Equal(Math.Sqrt(0.8), summary.GeometricMean!.Value, 1e-12);
        Assert.Equal(GateOutcome.Fail, summary.Outcome);
        Assert.Null(Gate.Judge([Of("none", MadeResults.Counts(0, 100, 0, 100))]).Summary.GeometricMean);
    }

    private static Verdict Judge((EvaluationResult Merged, EvaluationResult Parent) results, GateSettings? settings = null) =>
        Gate.Judge([MadeResults.Against(results.Merged, results.Parent, settings)]).Verdicts[0];
}
