using MergeBuild.Evaluation.Interference;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Tests.Running;

namespace MergeBuild.Evaluation.Tests.Interference;

public sealed class PairsOfExperts : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_compared_with_each_by_itself_on_its_own_suite_alone()
    {
        // "b" costs "a" ten examples, nothing else does anything.
        var merges = new MadeUpMerges(variant => MadeUpMerges.Omits(variant, "b", "w") ? 40 : 30);
        var suite = _folder.Suite([.. MadeUpMerges.Lines]);
        var question = new InterferenceQuestion
        {
            Experts = ["a", "b", "c", "d"],
            Tensors = [new VariantTensor("w", "mlp", 0)],
            Suites = [MadeUpMerges.Suite(suite, "a-suite", "a"), MadeUpMerges.Suite(suite, "none")],
            By = SearchUnit.Parent,
            Pairwise = true,
        };
        var report = InterferenceAnalysis.Run(question, merges, new EvaluatorOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(["a b", "a c", "a d"], report.Pairs.Select(pair => $"{pair.First} {pair.Second}"));
        Assert.Equal([-0.25, 0, 0], report.Pairs.Select(pair => pair.Effect.Difference.Difference));
        Assert.Equal((true, false), (report.Pairs[0].Effect.Difference.IsLoss, report.Pairs[1].Effect.Difference.IsLoss));
        Assert.Equal(-0.25, report.EffectOf("b", "none").Difference.Difference);
        Assert.Equal(InterferencePlan.Of(question).Merges, report.Work.Merges);
        Assert.Equal(-0.25, (double)InterferenceJson.Of(report)["pairs"]![0]!["effect"]!);
    }

    [Fact]
    public void Of_three_are_the_merges_without_the_third_and_not_made_twice()
    {
        var merges = new MadeUpMerges(_ => 30);
        var question = new InterferenceQuestion
        {
            Experts = ["a", "b", "c"],
            Tensors = [new VariantTensor("w", "mlp", 0)],
            Suites = [MadeUpMerges.Suite(_folder.Suite([.. MadeUpMerges.Lines]), "s", "a")],
            By = SearchUnit.Parent,
            Pairwise = true,
        };
        InterferenceAnalysis.Run(question, merges, new EvaluatorOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(4, merges.Merged.Count);
    }
}
