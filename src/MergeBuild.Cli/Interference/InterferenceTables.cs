using System.Globalization;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Interference;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Cli.Interference;

/// <summary>A report of interference for people.</summary>
internal static class InterferenceTables
{
    private const int MostTensorsListed = 20;

    /// <summary>Writes the report.</summary>
    public static void Print(InterferenceReport report, double confidence)
    {
        var output = Terminal.Output();
        var share = Math.Round(100 * ((2 * confidence) - 1)).ToString(CultureInfo.InvariantCulture);
        Console.Out.WriteLine($"What each parent does to each suite: the score of the merge less its score without the parent, with {share} % intervals.");
        Console.Out.WriteLine("Above 0 the parent helps, below 0 it costs; a star marks what is shown. All weights stay as they are in every merge;");
        Console.Out.WriteLine("a method that normalises them does so over the experts that are left.");
        output.Write(PlainTable.Of(
            ["parent", .. report.Suites.Select((suite, i) => $"{suite} ({report.Metrics[i]})")],
            [
                ["the merge scores", .. report.Scores.Select(score => score.ToString("0.0000", CultureInfo.InvariantCulture))],
                .. report.Parents.Select(parent => (string[])[parent, .. report.Suites.Select(suite => Text(report.EffectOf(parent, suite)))]),
            ]));
        if (!report.Pairs.IsEmpty)
        {
            Console.Out.WriteLine("What each expert does to another when both alone are merged: the score of the merge of both less that of the first itself.");
            output.Write(PlainTable.Of(
                ["expert", "merged with", "suite", "alone", "effect"],
                report.Pairs.Select(pair => (string[])[pair.First, pair.Second, pair.Suite, Score(pair.Effect.Without), Text(pair.Effect)])));
        }

        if (!report.Tensors.IsEmpty)
        {
            Console.Out.WriteLine($"What parents do to {LogText.Sanitize(report.Suites[0])} by tensors, what costs most first:");
            output.Write(PlainTable.Of(
                ["parent", "tensors", "effect"],
                report.Tensors.OrderBy(effect => effect.Effect.Difference.Difference).Select(effect => (string[])[effect.Parent, effect.Where, Text(effect.Effect)])));
            PrintCulprit(report);
        }

        Console.Out.WriteLine(Work(report.Work) + (report.WasLimited ? " The search ended at the most merges allowed (--most-merges)." : ""));
    }

    /// <summary>Writes what an analysis will take.</summary>
    /// <param name="plan">Its merges and evaluations.</param>
    /// <param name="bytes">Bytes of the merged model.</param>
    /// <param name="work">The folder that they are made in.</param>
    public static void Print(InterferencePlan plan, long bytes, string work)
    {
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{Counted.Of(plan.Merges, "merge")} in any case, {Counted.Of(plan.SearchMerges, "merge")} without a parent in some tensors, at most {Counted.Of(plan.NarrowingMerges, "merge")} to narrow the worst down."));
        Console.Out.WriteLine(FormattableString.Invariant(
            $"At most {ByteText.Of(plan.FullMerges * bytes)} of weights are computed and kept, and {ByteText.Of(bytes)} are the model of the moment, in {LogText.Sanitize(work)}; all other merges are put together from them."));
        Console.Out.WriteLine($"At most {Counted.Of(plan.Evaluations, "evaluation")}; those that are in the cache are not repeated.");
    }

    private static void PrintCulprit(InterferenceReport report)
    {
        if (report.Culprit.IsEmpty)
        {
            Console.Out.WriteLine("No parent is shown to cost the suite anything in any of these. If one is suspected, use more examples or a finer metric (--metric).");
            return;
        }

        Console.Out.WriteLine("What costs most, narrowed down:");
        foreach (var step in report.Culprit)
        {
            Console.Out.WriteLine(LogText.Sanitize($"  {step.Parent} in {step.Where}: {Text(step.Effect)}, {Counted.Of(step.Tensors.Length, "tensor")}"));
        }

        foreach (var name in report.Culprit[^1].Tensors.Take(MostTensorsListed))
        {
            Console.Out.WriteLine(LogText.Sanitize($"    {name}"));
        }
    }

    private static string Work(InterferenceWork work) => FormattableString.Invariant(
        $"{Counted.Of(work.Merges, "merge")}: computed {ByteText.Of(work.BytesMerged)} of weights, took over {ByteText.Of(work.BytesReused)}. {Counted.Of(work.Evaluations, "evaluation")}, and {work.EvaluationsReused:N0} out of the cache.");

    private static string Text(Effect effect) => $"{Signed(effect.Difference.Difference)} ({Signed(effect.Difference.Lower)} to {Signed(effect.Difference.Upper)})" +
        (effect.Difference.IsLoss || effect.Difference.IsGain ? " *" : "");

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);

    private static string Score(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
