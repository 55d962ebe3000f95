using System.Globalization;

namespace MergeBuild.Merging.Kinship;

/// <summary>
/// Turns figures into suggestions of method, weight and density. They are heuristics from the literature, each with its source;
/// only an evaluation tells whether they hold for a merge.
/// </summary>
public static class KinshipAdvice
{
    private const string Ties = "Yadav et al., TIES-Merging, 2023, arXiv 2306.01708";
    private const string Arithmetic = "Ilharco et al., Editing Models with Task Arithmetic, 2023, arXiv 2212.04089";
    private const string Dare = "Yu et al., Language Models are Super Mario (DARE), 2024, arXiv 2311.03099";
    private const string Soups = "Wortsman et al., Model soups, 2022, arXiv 2203.05482";
    private const string Basins = "Neyshabur et al., What is being transferred in transfer learning?, 2020, arXiv 2008.11687";

    /// <summary>The suggestions: first of single experts, then of pairs, in the order of the report.</summary>
    public static IEnumerable<KinshipSuggestion> Of(KinshipReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var own = report.Base is { } baseModel ? report.Experts.SelectMany((name, i) => OfExpert(name, baseModel, report.OfExpert(i))) : [];
        return own.Concat(report.Pairs.SelectMany((pair, i) =>
            OfPair(report.Experts[pair.First], report.Experts[pair.Second], report, report.OfPair(i))));
    }

    private static IEnumerable<KinshipSuggestion> OfExpert(string name, string baseModel, ExpertSums sums)
    {
        if (sums.Changed == 0)
        {
            yield return new KinshipSuggestion([name], $"'{name}' equals '{baseModel}' in every tensor: it adds nothing but its weight; leave it out.", Arithmetic);
            yield break;
        }

        if (sums.Cosine < KinshipThresholds.LeastKinship || sums.RelativeNorm > KinshipThresholds.UsualDistance)
        {
            yield return new KinshipSuggestion([name],
                $"'{name}' lies far from '{baseModel}' (cosine of weights {Figure(sums.Cosine)}, task vector {Figure(sums.RelativeNorm)} of the base's norm): " +
                "it may have been trained from another base, and then no merge of task vectors fits. Check BaseModel first.", Basins);
        }

        if (sums.Density < KinshipThresholds.Sparse)
        {
            yield return new KinshipSuggestion([name],
                $"'{name}' changed {Percent(sums.Density)} of the elements: it is sparse already. A density below that drops what it learned; one above keeps all of it.", Dare);
        }
    }

    private static IEnumerable<KinshipSuggestion> OfPair(string first, string second, KinshipReport report, PairSums sums)
    {
        if (sums.Tensors > 0 && sums.IdenticalTensors == sums.Tensors)
        {
            yield return new KinshipSuggestion([first, second], $"'{first}' and '{second}' are equal in every tensor: one of them counts twice; leave one out.", Soups);
            yield break;
        }

        if (report.Base is null || sums.Cosine is null)
        {
            yield break;
        }

        foreach (var suggestion in OfDirections(first, second, report, sums).Concat(OfNorms(first, second, sums)))
        {
            yield return suggestion;
        }
    }

    private static IEnumerable<KinshipSuggestion> OfDirections(string first, string second, KinshipReport report, PairSums sums)
    {
        var names = $"'{first}' and '{second}'";
        var figures = $"cosine {Figure(sums.Cosine)}, sign conflict {Percent(sums.SignConflict)}, {Percent(sums.TopSignConflict)} among the largest";
        if (sums.Cosine < -KinshipThresholds.Orthogonal || sums.TopSignConflict > KinshipThresholds.OpposedSigns)
        {
            yield return new KinshipSuggestion([first, second],
                $"{names} pull in opposite directions ({figures}): a plain sum cancels both. Elect signs (ties, dare_ties, consensus methods) with a density of 0.2 to 0.5, or leave the tensors in conflict to one of them.", Ties);
        }
        else if (sums.Contested > KinshipThresholds.ContestedOverChance * report.TopShare / 2)
        {
            yield return new KinshipSuggestion([first, second],
                $"{names} changed the same elements most, {Percent(sums.Contested)} of these with opposite signs where chance gives {Percent(report.TopShare / 2)} ({figures}): ties with a lower density decides fewer of them by weight alone.", Ties);
        }
        else if (sums.Cosine > KinshipThresholds.Alike)
        {
            yield return new KinshipSuggestion([first, second],
                $"{names} learned much the same ({figures}): their sum goes too far. Average them (linear, or normalize), or let their weights add up to 1.", Soups);
        }
        else if (Math.Abs(sums.Cosine!.Value) <= KinshipThresholds.Orthogonal)
        {
            yield return new KinshipSuggestion([first, second],
                $"{names} are nearly orthogonal ({figures}): task_arithmetic keeps both; search for its lambda, or the weights, from 0.3 to 1.", Arithmetic);
        }
    }

    private static IEnumerable<KinshipSuggestion> OfNorms(string first, string second, PairSums sums)
    {
        if (sums.NormRatio is { } ratio and > 0 && Math.Max(ratio, 1 / ratio) is var times and >= KinshipThresholds.Dominating)
        {
            var (larger, smaller) = ratio > 1 ? (first, second) : (second, first);
            yield return new KinshipSuggestion([first, second],
                $"The task vector of '{larger}' is {Figure(times)} times as long as that of '{smaller}' and dominates their sum: give it {Figure(1 / times)} of the weight of '{smaller}' to make both equally long.", Arithmetic);
        }
    }

    private static string Figure(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "undefined";

    private static string Percent(double? value) => value is { } share ? (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %" : "none";
}
