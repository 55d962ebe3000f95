using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// Reads a <c>parameters</c> mapping. A value is a scalar, a gradient (a list of numbers), a list of
/// <c>{filter, value}</c> entries whose value is either, or one such entry by itself.
/// </summary>
internal sealed class YamlParameters(DiagnosticBag bag)
{
    private const string Forms = "one value, a list of numbers, or a list of {filter, value} entries";
    private const string Values = "one value or a list of numbers";

    public ParameterSet Read(YamlMapping? parameters) => parameters is null
        ? ParameterSet.Empty
        : new ParameterSet([.. parameters.Entries.Select(entry => new ParameterAssignment(
            entry.Key.Text, new ParameterValue(ReadConditions(entry.Key.Text, entry.Value)), entry.Key.Location))]);

    private ImmutableArray<ParameterCondition> ReadConditions(string name, YamlValue value) => value switch
    {
        YamlMapping single => [ReadCondition(name, single)],
        YamlSequence { Items: [YamlMapping, ..] } list => [.. list.Items.Select(item => ReadListed(name, item))],
        _ => [new ParameterCondition(null, ReadValues(name, value, Forms), value.Location)],
    };

    private ParameterCondition ReadListed(string name, YamlValue item)
    {
        if (item is YamlMapping mapping)
        {
            return ReadCondition(name, mapping);
        }

        bag.Report(DiagnosticTable.ParameterValueInvalid.At(item.Location, name, "a {filter, value} entry like the one before", item.Kind));
        return new ParameterCondition(null, [""], item.Location);
    }

    private ParameterCondition ReadCondition(string name, YamlMapping mapping)
    {
        var fields = new YamlFields(mapping, $"an entry of '{name}'", ["filter", "value"], [], bag);
        fields.Require("value");
        ImmutableArray<string> values = fields.Value("value") is { } value ? ReadValues(name, value, Values) : [""];
        return new ParameterCondition(fields.Text("filter")?.Text, values, fields.Value("value")?.Location ?? mapping.Location);
    }

    private ImmutableArray<string> ReadValues(string name, YamlValue value, string expected)
    {
        switch (value)
        {
            case YamlScalar { IsNull: false } scalar:
                return [Normalize(scalar)];
            case YamlSequence { Items.IsEmpty: false } gradient:
                return [.. gradient.Items.Select(item => ReadPoint(name, item))];
            default:
                bag.Report(DiagnosticTable.ParameterValueInvalid.At(value.Location, name, expected, value.Kind));
                return [""];
        }
    }

    private string ReadPoint(string name, YamlValue item)
    {
        if (item is YamlScalar scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) &&
            double.IsFinite(number))
        {
            return scalar.Text;
        }

        bag.Report(DiagnosticTable.ParameterValueInvalid.At(item.Location, name, "a list of numbers alone", $"{item.Kind} in it"));
        return "";
    }

    // True and TRUE are the same boolean to YAML readers; 'True' in quotes is text.
    private static string Normalize(YamlScalar scalar) =>
        !scalar.IsQuoted && bool.TryParse(scalar.Text, out var boolean) ? (boolean ? "true" : "false") : scalar.Text;
}
