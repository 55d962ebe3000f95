using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads <c>layer_range: [first, end]</c>.</summary>
internal static class YamlLayerRange
{
    /// <summary>Returns the range, or null after an error.</summary>
    public static LayerRange? Read(YamlValue value, DiagnosticBag bag)
    {
        if (value is YamlSequence { Items: [YamlScalar first, YamlScalar end] } &&
            TryParse(first, out var start) && TryParse(end, out var stop) && start < stop)
        {
            return new LayerRange(start, stop);
        }

        bag.Report(DiagnosticTable.LayerRangeInvalid.At(value.Location, Written(value)));
        return null;
    }

    private static bool TryParse(YamlScalar scalar, out int number) =>
        int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // In parentheses: a bracket after a space would end the message for GitHub's problem matcher.
    private static string Written(YamlValue value) => value is YamlSequence { Items.Length: > 0 and <= 4 } list
        ? $"({string.Join(", ", list.Items.Select(item => item is YamlScalar scalar ? scalar.Text : item.Kind))})"
        : value.Kind;
}
