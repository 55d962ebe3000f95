using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Tests.Gates;

/// <summary>What keeps a verdict from being drawn, and how it is said.</summary>
public sealed class GuardedComparisons
{
    private static readonly (EvaluationResult Merged, EvaluationResult Parent) Good = MadeResults.Counts(200, 3, 3, 34);

    [Fact]
    public void Another_suite_is_not_compared() =>
        Blocked("MB4220", "the suite changed", Good.Merged with { Suite = Good.Merged.Suite with { Digest = "other" } });

    [Fact]
    public void Other_settings_are_not_compared() =>
        Blocked("MB4220", "fewShot: 0 → 5", Good.Merged with { Settings = new JsonObject { ["fewShot"] = 5, ["limit"] = null } });

    [Fact]
    public void Another_number_of_examples_is_not_compared() => Blocked("MB4220", "240 and of 99", Good.Merged, Good.Parent with
    {
        Metrics = [Good.Parent.Metrics[0] with { Count = 99 }],
    }, "of 240 and of 99");

    [Fact]
    public void An_example_that_asks_something_else_is_not_paired() => Blocked("MB4220", "'e0000' does not ask the same", Good.Merged with
    {
        Examples = Good.Merged.Examples.SetItem(0, Good.Merged.Examples[0] with { Digest = new string('f', 32) }),
    });

    [Fact]
    public void An_example_that_only_one_result_has_is_not_left_out()
    {
        Blocked("MB4220", "'extra' is not in the parent's", Good.Merged with { Examples = Good.Merged.Examples.SetItem(0, Good.Merged.Examples[0] with { Id = "extra" }) });
        Blocked("MB4220", "'e0239' is not in the merge's", Good.Merged with { Examples = Good.Merged.Examples.RemoveAt(239) });
        Blocked("MB4220", "'e0001' stands twice", Good.Merged with { Examples = Good.Merged.Examples.SetItem(0, Good.Merged.Examples[1]) });
    }

    [Fact]
    public void Other_versions_and_prompts_are_a_warning()
    {
        var merged = Good.Merged with
        {
            Evaluator = "mergebuild 0.2.0", Examples = [.. Good.Merged.Examples.Select(example => example with { PromptDigest = "a" })],
        };
        var parent = Good.Parent with { Examples = [.. Good.Parent.Examples.Select(example => example with { PromptDigest = "b" })] };
        var verdict = Gate.Judge([MadeResults.Against(merged, parent)]).Verdicts[0];
        Assert.Equal(GateOutcome.Pass, verdict.Outcome);
        Assert.Equal(["MB4221", "MB4221"], verdict.Notes.Select(note => note.Code));
    }

    [Fact]
    public void A_parent_that_guesses_has_no_retention()
    {
        var parent = MadeResults.Choices("math", Enumerable.Range(0, 100).Select(i => (i % 10 < 3, 0.5)));
        Blocked("MB4222", "acc 0.3 on the suite 'math', which is not more than the 0.25 of guessing", parent, parent);
    }

    [Fact]
    public void A_parent_that_knows_nothing_has_no_retention() =>
        Blocked("MB4223", "exact_match 0", MadeResults.Exact("merge", Enumerable.Repeat(0.0, 50)), MadeResults.Exact("math", Enumerable.Repeat(0.0, 50)));

    [Fact]
    public void Ten_examples_are_too_few()
    {
        var (merged, parent) = MadeResults.Counts(5, 4, 0, 1);
        Blocked("MB4224", "has 10 examples; a verdict takes at least 20, and to find a loss of twice the margin takes about", merged, parent);
    }

    [Fact]
    public void A_metric_without_a_direction_is_gated_only_where_the_project_gives_one()
    {
        EvaluationResult Refusals(string model, int refused) => MadeResults.Of(model, "generation", MadeResults.Exact(model, Enumerable.Range(0, 200).Select(i => i < refused ? 1.0 : 0))
            .Examples.Select(example => example with { Values = example.Values.Clear().Add("refusal_rate", example.Values["exact_match"]) }), "refusal_rate");
        var (merged, parent) = (Refusals("merge", 120), Refusals("math", 190));
        Blocked("MB4226", "refusal_rate", merged, parent);
        var verdict = Gate.Judge([MadeResults.Against(merged, parent, new GateSettings { HigherIsBetter = true })]).Verdicts[0];
        Assert.Equal(GateOutcome.Fail, verdict.Outcome);
    }

    [Fact]
    public void A_metric_that_is_missing_or_one_of_several_is_named()
    {
        Blocked("MB4227", "'exact_mach'; did you mean 'exact_match'?", Good.Merged, settings: new GateSettings { Metric = "exact_mach" });
        Blocked("MB4227", "'math' on the suite", Good.Merged, Good.Parent with { Metrics = [] });
        MetricResult Foreign(string name) => new() { Name = name, Value = 0.5, Count = 240, HigherIsBetter = true };
        Blocked("MB4228", "bleu, chrf", Good.Merged with { Metrics = [Foreign("bleu"), Foreign("chrf")] });
    }

    [Fact]
    public void Perplexities_per_token_of_different_tokenizers_are_not_compared()
    {
        var texts = MadeResults.Texts("math", Enumerable.Range(0, 40).Select(i => 2 + (i * 0.01)));
        var other = texts with { Examples = texts.Examples.SetItem(3, texts.Examples[3] with { Tokens = 49 }) };
        Blocked("MB4220", "use byte_perplexity", other, texts);
    }

    [Theory]
    [InlineData(0, 0.95, 20, "MinimumRetention")]
    [InlineData(double.NaN, 0.95, 20, "MinimumRetention")]
    [InlineData(0.95, 1, 20, "Confidence")]
    [InlineData(0.95, 0.95, 1, "MinimumExamples")]
    public void A_setting_that_makes_no_gate_is_refused(double retention, double confidence, int examples, string named) => Refused.With("MB4229", () => Gate.Judge(
        [MadeResults.Against(Good.Merged, Good.Parent, new GateSettings { MinimumRetention = retention, Confidence = confidence, MinimumExamples = examples })]), named);

    private static void Blocked(string code, string named, EvaluationResult merged, EvaluationResult? parent = null, string? also = null, GateSettings? settings = null)
    {
        var report = Gate.Judge([MadeResults.Against(merged, parent ?? Good.Parent, settings)]);
        Assert.Equal(GateOutcome.Inconclusive, report.Verdicts[0].Outcome);
        Diagnostic diagnostic = Assert.Single(report.Diagnostics());
        Assert.Equal(code, diagnostic.Code);
        Assert.Contains(named, diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(also ?? named, diagnostic.Message, StringComparison.Ordinal);
    }
}
