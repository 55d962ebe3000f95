using System.Globalization;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Interference;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Kinship;

namespace MergeBuild.Cli.Kinship;

/// <summary>A report of kinship for people.</summary>
internal static class KinshipTables
{
    private static readonly string[] PairHeadings = ["pair", "tensors", "cosine", "sign conflict", "of the top", "contested", "norm ratio", "kinship", "identical"];

    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="by">Which parts pairs are compared in, besides the whole.</param>
    public static void Print(KinshipReport report, SearchUnit by)
    {
        var output = Terminal.Output();
        Console.Out.WriteLine(report.Base is { } baseModel
            ? LogText.Sanitize($"Task vectors, relative to '{baseModel}':")
            : "The recipe has no base model, so there are no task vectors; weights are compared.");
        output.Write(PlainTable.Of(
            ["expert", "norm of the base's", "elements changed", "kinship with the base", "tensors unchanged"],
            report.Experts.Select((name, i) => Expert(name, report.OfExpert(i), report.Base is not null))));
        if (!report.Pairs.IsEmpty)
        {
            Console.Out.WriteLine(FormattableString.Invariant(
                $"Pairs. Sign conflict: of the elements that both changed, those moved apart; of the top: of the {100 * report.TopShare:0.#} % largest of both; contested: of the largest of either. Chance gives 50 %, 50 % and {50 * report.TopShare:0.#} %."));
            output.Write(PlainTable.Of(PairHeadings, Scopes(report, by).SelectMany(scope => report.Pairs.Select((pair, i) =>
                Pair(report.Experts[pair.First], report.Experts[pair.Second], scope.Name, report.OfPair(i, scope.Choose))))));
        }

        PrintSuggestions(report);
    }

    private static void PrintSuggestions(KinshipReport report)
    {
        KinshipSuggestion[] suggestions = [.. KinshipAdvice.Of(report)];
        Console.Out.WriteLine(suggestions.Length == 0
            ? "Nothing stands out."
            : "What that suggests. These are rules of thumb from the literature; only an evaluation of the merge tells (mergebuild blame).");
        foreach (var suggestion in suggestions)
        {
            Console.Out.WriteLine(LogText.Sanitize($"* {suggestion.Text}"));
            Console.Out.WriteLine(LogText.Sanitize($"  {suggestion.Source}"));
        }
    }

    private static IEnumerable<(string Name, Func<TensorKinship, bool> Choose)> Scopes(KinshipReport report, SearchUnit by)
    {
        yield return ("all", _ => true);
        if (by == SearchUnit.Group)
        {
            foreach (var group in report.Groups)
            {
                yield return (group.Name(), tensor => tensor.Group == group);
            }
        }
        else if (by == SearchUnit.Layer)
        {
            foreach (var layer in report.Layers)
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"layer {layer}"), tensor => tensor.Layer == layer);
            }
        }
    }

    private static string[] Expert(string name, ExpertSums sums, bool hasBase) => hasBase
        ? [name, Figure(sums.RelativeNorm), Percent(sums.Density), Figure(sums.Cosine), string.Create(CultureInfo.InvariantCulture, $"{sums.UnchangedTensors} of {sums.Tensors}")]
        : [name, "–", "–", "–", "–"];

    private static string[] Pair(string first, string second, string scope, PairSums sums) =>
    [
        $"{first} and {second}", scope, Figure(sums.Cosine), Percent(sums.SignConflict), Percent(sums.TopSignConflict), Percent(sums.Contested),
        Figure(sums.NormRatio), Figure(sums.WeightCosine), Percent(sums.IdenticalShare),
    ];

    private static string Figure(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";

    private static string Percent(double? value) => value is { } share ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";
}
