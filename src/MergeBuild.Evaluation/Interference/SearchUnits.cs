using System.Collections.Immutable;
using System.Globalization;

namespace MergeBuild.Evaluation.Interference;

/// <summary>Sets of tensors that a parent is left out of at once.</summary>
internal static class SearchUnits
{
    private static readonly string[] UsualOrder = ["embed", "attention", "mlp", "norm", "head"];

    /// <summary>The groups or layers, in their usual order.</summary>
    public static ImmutableArray<(string Name, ImmutableArray<VariantTensor> Tensors)> Of(ImmutableArray<VariantTensor> tensors, SearchUnit by) => by switch
    {
        SearchUnit.Group => [.. tensors.GroupBy(tensor => tensor.Group, StringComparer.Ordinal)
            .OrderBy(group => Array.IndexOf(UsualOrder, group.Key) is var place && place < 0 ? UsualOrder.Length : place)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.ToImmutableArray()))],
        SearchUnit.Layer => [.. tensors.GroupBy(tensor => tensor.Layer).OrderBy(group => group.Key ?? -1)
            .Select(group => (group.Key is { } layer ? Layers(layer, layer) : "outside of layers", group.ToImmutableArray()))],
        _ => [],
    };

    /// <summary>Halves a set: its layers, if it has several; else its tensors. Empty of one tensor.</summary>
    public static ImmutableArray<(string Name, ImmutableArray<VariantTensor> Tensors)> Halves(string name, ImmutableArray<VariantTensor> tensors)
    {
        int?[] layers = [.. tensors.Select(tensor => tensor.Layer).Distinct().Order()];
        var stem = name.Split(", ")[0];
        if (layers.Length > 1)
        {
            int?[] first = layers[..(layers.Length / 2)];
            return
            [
                .. new[] { tensors.Where(tensor => first.Contains(tensor.Layer)), tensors.Where(tensor => !first.Contains(tensor.Layer)) }
                    .Select(half => half.ToImmutableArray())
                    .Select(half => (half.Length == 1 ? half[0].Name : $"{stem}, {Layers(half.Min(tensor => tensor.Layer), half.Max(tensor => tensor.Layer))}", half)),
            ];
        }

        return tensors.Length < 2 ? [] :
        [
            .. new[] { tensors[..(tensors.Length / 2)], tensors[(tensors.Length / 2)..] }
                .Select(half => (half.Length == 1 ? half[0].Name : $"{half[0].Name} to {half[^1].Name}", half)),
        ];
    }

    private static string Layers(int? first, int? last) => first == last
        ? string.Create(CultureInfo.InvariantCulture, $"layer {first}")
        : string.Create(CultureInfo.InvariantCulture, $"layers {first?.ToString(CultureInfo.InvariantCulture) ?? "none"} to {last}");
}
