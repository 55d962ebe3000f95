using System.Collections.Immutable;
using MergeBuild.Evaluation.Interference;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tests.Running;

namespace MergeBuild.Evaluation.Tests.Interference;

public sealed class SearchedTensors : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bad", "layers.5.mlp.up", SearchUnit.Group)]
    [InlineData("bad", "layers.0.attention.q", SearchUnit.Group)]
    [InlineData("good", "layers.7.mlp.down", SearchUnit.Layer)]
    [InlineData("bad", "embed", SearchUnit.Layer)]
    public void With_the_damage_are_found_by_name(string parent, string tensor, SearchUnit by)
    {
        var report = Run(new MadeUpMerges(variant => MadeUpMerges.Omits(variant, parent, tensor) ? 38 : 20), question => question with { By = by });

        var found = report.Culprit[^1];
        Assert.Equal((parent, tensor), (found.Parent, Assert.Single(found.Tensors)));
        Assert.Equal(-18 / 40.0, found.Effect.Difference.Difference, 1e-12);
        Assert.All(report.Culprit.Skip(1).Zip(report.Culprit), step => Assert.Subset(step.Second.Tensors.ToHashSet(), step.First.Tensors.ToHashSet()));
    }

    [Fact]
    public void That_only_cost_together_are_named_together()
    {
        string[] pair = ["layers.2.mlp.up", "layers.6.mlp.up"];
        var report = Run(new MadeUpMerges(variant => pair.All(tensor => MadeUpMerges.Omits(variant, "bad", tensor)) ? 38 : 20), question => question);
        Assert.Equal(("mlp", 16), (Assert.Single(report.Culprit).Where, report.Culprit[0].Tensors.Length));
    }

    [Fact]
    public void Are_not_blamed_where_no_cost_is_shown()
    {
        var report = Run(new MadeUpMerges(variant => variant.Omissions.IsEmpty ? 30 : 31), question => question);
        Assert.Empty(report.Culprit);
        Assert.All(report.Tensors, effect => Assert.False(effect.Effect.Difference.IsLoss));
    }

    [Fact]
    public void Are_searched_for_within_the_most_merges_those_of_the_costliest_parent_first()
    {
        var merges = new MadeUpMerges(variant => MadeUpMerges.Omits(variant, "bad", "embed") ? 38 : 20);
        var report = Run(merges, question => question with { MostMerges = 5 });

        Assert.True(report.WasLimited);
        Assert.Equal(["the merge", "without good", "without bad", "without bad in embed", "without bad in attention"], merges.Merged);
        Assert.Equal(5, report.Work.Merges);
    }

    [Fact]
    public void Take_no_more_merges_and_evaluations_than_the_plan_says()
    {
        foreach (var by in Enum.GetValues<SearchUnit>())
        {
            var merges = new MadeUpMerges(variant => MadeUpMerges.Omits(variant, "bad", "layers.5.mlp.up") ? 38 : 20);
            var question = Question() with { By = by };
            var plan = InterferencePlan.Of(question);
            var report = InterferenceAnalysis.Run(question, merges, new EvaluatorOptions(), TestContext.Current.CancellationToken);

            Assert.InRange(report.Work.Merges, plan.Merges + plan.SearchMerges, plan.Merges + plan.SearchMerges + plan.NarrowingMerges);
            Assert.InRange(report.Work.Evaluations, 1, plan.Evaluations);
            Assert.Equal(merges.Merged.Distinct().Count(), report.Work.Merges);
        }
    }

    [Fact]
    public void Are_left_alone_after_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var merges = new MadeUpMerges(_ => 20) { BeforeMerge = cancellation.Cancel };
        Assert.ThrowsAny<OperationCanceledException>(() => InterferenceAnalysis.Run(Question(), merges, new EvaluatorOptions(), cancellation.Token));
        Assert.Single(merges.Merged);
    }

    [Fact]
    public void Need_suites_experts_and_enough_merges()
    {
        Refused.With("MB4325", () => InterferencePlan.Of(Question() with { Suites = [] }));
        Refused.With("MB4327", () => InterferencePlan.Of(Question() with { Suites = [Question().Suites[0], Question().Suites[0]] }), "suite");
        Refused.With("MB4328", () => InterferencePlan.Of(Question() with { Asked = ["god"] }), "god", "good");
        Refused.With("MB4331", () => InterferencePlan.Of(Question() with { Experts = ["good"] }), "one expert");
        Refused.With("MB4332", () => InterferencePlan.Of(Question() with { MostMerges = 2 }), "3", "2");
    }

    [Fact]
    public void Need_a_metric_of_examples()
    {
        var suite = MadeUpMerges.Suite(_folder.Suite("""{"id": "a", "prompt": "A", "answer": "!"}"""));
        Refused.With("MB4329", () => Run(new MadeUpMerges(_ => 20), question => question with { Suites = [suite] }), "exact_match");
    }

    private InterferenceReport Run(MadeUpMerges merges, Func<InterferenceQuestion, InterferenceQuestion> change) =>
        InterferenceAnalysis.Run(change(Question()), merges, new EvaluatorOptions(), TestContext.Current.CancellationToken);

    private InterferenceQuestion Question() => new()
    {
        Experts = ["good", "bad"],
        Tensors =
        [
            new VariantTensor("embed", "embed", null),
            .. Enumerable.Range(0, 8).SelectMany(layer => new[] { ("attention", "q"), ("attention", "v"), ("mlp", "up"), ("mlp", "down") }
                .Select(part => new VariantTensor($"layers.{layer}.{part.Item1}.{part.Item2}", part.Item1, layer))),
        ],
        Suites = [MadeUpMerges.Suite(_folder.Suite([.. MadeUpMerges.Lines]))],
    };
}
