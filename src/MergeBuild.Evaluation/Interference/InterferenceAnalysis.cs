using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Running;

namespace MergeBuild.Evaluation.Interference;

/// <summary>
/// Finds out which parent, and which of its tensors, help or cost the suites of a merge, by merging without them. Weights stay as
/// they are in every variant; a method that normalises them does so over the experts that are left.
/// </summary>
public static class InterferenceAnalysis
{
    /// <summary>Answers a question.</summary>
    /// <param name="question">What is to be found out.</param>
    /// <param name="models">Merges variants.</param>
    /// <param name="options">How models are evaluated, and where results are kept.</param>
    /// <param name="cancellation">Ends the analysis between merges and evaluations, and within them.</param>
    /// <exception cref="MergeBuildException">MB432x and MB433x: the question cannot be answered; MB42xx: results cannot be compared.</exception>
    public static InterferenceReport Run(
        InterferenceQuestion question, IVariantModels models, EvaluatorOptions options, CancellationToken cancellation = default)
    {
        InterferencePlan.Of(question);
        var session = new VariantSession(models, options, question.MostMerges, cancellation);
        var whole = session.Evaluate(MergeVariant.Whole, question.Suites);
        ImmutableArray<ParentEffect> matrix = [.. question.Parents.SelectMany(parent =>
        {
            var without = session.Evaluate(MergeVariant.Without(parent), question.Suites);
            return question.Suites.Select((suite, i) => new ParentEffect(parent, suite.Name, EffectComparison.Of(suite, whole[i], without[i], question.Confidence)));
        })];
        ImmutableArray<PairEffect> pairs = question.Pairwise ? [.. Pairs(question, session)] : [];
        var search = new TensorSearch(question, session);
        var tensors = search.Effects(matrix);
        var culprit = search.Narrow(tensors);
        return new InterferenceReport
        {
            Parents = question.Parents,
            Suites = [.. question.Suites.Select(suite => suite.Name)],
            Metrics = [.. question.Suites.Select((suite, i) => Metric(suite, whole[i]))],
            Scores = [.. question.Suites.Select(suite => matrix.First(cell => cell.Suite == suite.Name).Effect.With)],
            Matrix = matrix,
            Pairs = pairs,
            Tensors = tensors,
            Culprit = culprit,
            WasLimited = search.WasLimited,
            Work = session.Work,
        };
    }

    private static IEnumerable<PairEffect> Pairs(InterferenceQuestion question, VariantSession session)
    {
        foreach (var (first, second) in InterferencePlan.Pairs(question))
        {
            InterferenceSuite[] suites = [.. question.Suites.Where(suite => suite.Parent == first || suite.Parent == second)];
            var merged = session.Evaluate(MergeVariant.Of([first, second], question.Experts), suites);
            for (var i = 0; i < suites.Length; i++)
            {
                var (own, other) = suites[i].Parent == first ? (first, second) : (second, first);
                var alone = session.EvaluateParent(own, suites[i]);
                yield return new PairEffect(own, other, suites[i].Name, EffectComparison.Of(suites[i], merged[i], alone, question.Confidence));
            }
        }
    }

    private static string Metric(InterferenceSuite suite, Results.EvaluationResult result) => GatedMetric.Of(new SuiteGate
    {
        Suite = suite.Name,
        Settings = new GateSettings { Metric = suite.Metric, HigherIsBetter = suite.HigherIsBetter },
        Merged = result,
        Parents = [],
    }).Name;
}
