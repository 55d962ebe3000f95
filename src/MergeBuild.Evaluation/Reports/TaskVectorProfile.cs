using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MergeBuild.Evaluation.Gates.Integrity;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// Task vectors layer by layer: how far each parent went from the base, and whether two went the same way. Figures of a layer are over
/// all of its tensors together.
/// </summary>
/// <param name="Reference">What differences are taken from: the base, or the first parent where there is none.</param>
/// <param name="Parents">The parents, in their order.</param>
/// <param name="Layers">The layers as people count, what stands in none before and after them.</param>
public sealed partial record TaskVectorProfile(string Reference, ImmutableArray<string> Parents, ImmutableArray<LayerFigures> Layers)
{
    /// <summary>Sums a profile of tensors up.</summary>
    public static TaskVectorProfile Of(IntegrityProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var tensors = profile.Tensors.Where(tensor => tensor.Reference is not null).ToArray();
        ImmutableArray<string> parents = [.. tensors.SelectMany(tensor => tensor.Parents).Select(figures => figures.Parent).Distinct()];
        var layers = tensors.GroupBy(tensor => LayerOf(tensor.Name)).ToArray();

        // Tensors come in natural order, so that a head stands before the layers; what is named after the token embedding stands first.
        var order = layers.Where(layer => layer.Key.Number is null && layer.Key.Name.Contains("emb", StringComparison.Ordinal))
            .Concat(layers.Where(layer => layer.Key.Number is not null).OrderBy(layer => layer.Key.Number).ThenBy(layer => layer.Key.Name, StringComparer.Ordinal))
            .Concat(layers.Where(layer => layer.Key.Number is null && !layer.Key.Name.Contains("emb", StringComparison.Ordinal)));
        return new TaskVectorProfile(profile.Reference, parents, [.. order.Select(layer => Sum(layer.Key.Name, layer.Key.Number, [.. layer], parents))]);
    }

    private static LayerFigures Sum(string name, int? number, TensorProfile[] tensors, ImmutableArray<string> parents)
    {
        var own = parents.Select(parent => tensors.SelectMany(tensor => tensor.Parents
            .Where(figures => figures.Parent == parent).Select(figures => (Tensor: tensor, Figures: figures))).ToArray()).ToArray();
        double Squares(int parent) => own[parent].Sum(tensor => tensor.Figures.TaskVectorSquareSum);
        var distances = own.Select((figures, parent) => Ratio(Math.Sqrt(Squares(parent)), Math.Sqrt(figures.Sum(tensor => tensor.Tensor.Reference!.SquareSum))));
        var cosines = own.Select(figures => Ratio(
            figures.Sum(tensor => tensor.Figures.Product),
            Math.Sqrt(figures.Sum(tensor => tensor.Figures.Own.SquareSum)) * Math.Sqrt(figures.Sum(tensor => tensor.Tensor.Reference!.SquareSum))));
        var pairs = from first in Enumerable.Range(0, parents.Length)
                    from second in Enumerable.Range(first + 1, parents.Length - first - 1)
                    select Ratio(
                        tensors.Sum(tensor => ProductOf(tensor, parents[first], parents[second])), Math.Sqrt(Squares(first)) * Math.Sqrt(Squares(second)));
        return new LayerFigures(name, number, [.. distances], [.. cosines], [.. pairs]);
    }

    private static double ProductOf(TensorProfile tensor, string first, string second)
    {
        var index = 0;
        for (var i = 0; i < tensor.Parents.Length; i++)
        {
            for (var j = i + 1; j < tensor.Parents.Length; j++, index++)
            {
                if (tensor.Parents[i].Parent == first && tensor.Parents[j].Parent == second)
                {
                    return tensor.TaskVectorProducts[index];
                }
            }
        }

        return 0;
    }

    private static double? Ratio(double part, double whole) => whole > 0 && double.IsFinite(part / whole) ? part / whole : null;

    private static (string Name, int? Number) LayerOf(string tensor)
    {
        var match = LayerNumber().Match(tensor);
        return match.Success && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (match.Groups["before"].Value + "." + match.Groups["number"].Value, number)
            : (Part().Replace(tensor, ""), null);
    }

    [GeneratedRegex(@"^(?<before>[^0-9]*?)\.(?<number>\d+)\.", RegexOptions.CultureInvariant)]
    private static partial Regex LayerNumber();

    [GeneratedRegex(@"\.(weight|bias)$", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
