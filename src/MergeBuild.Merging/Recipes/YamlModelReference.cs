using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>A model as a recipe names it.</summary>
/// <param name="Text">The name or path as written.</param>
/// <param name="Location">Where it was written.</param>
internal sealed record YamlModelReference(string Text, SourceLocation Location)
{
    private static readonly string[] Unsupported = ["revision", "lora", "override_architecture"];

    /// <summary>
    /// Reads a name, or the object form <c>{path: name}</c>, which mergekit also writes as <c>{model: {path: name}}</c>.
    /// Returns null after an error.
    /// </summary>
    public static YamlModelReference? Read(YamlValue value, DiagnosticBag bag) =>
        value is YamlMapping mapping && mapping.Entries.Any(entry => entry.Key.Text == "model")
            ? Field(mapping, "model", bag) is { } inner ? ReadNameOrPath(inner, bag) : null
            : ReadNameOrPath(value, bag);

    private static YamlModelReference? ReadNameOrPath(YamlValue value, DiagnosticBag bag) =>
        value is YamlMapping mapping
            ? Field(mapping, "path", bag) is { } inner ? ReadName(inner, bag) : null
            : ReadName(value, bag);

    private static YamlModelReference? ReadName(YamlValue value, DiagnosticBag bag)
    {
        if (value is YamlScalar { IsNull: false, Text: not "" } scalar && !scalar.Text.Contains('\0', StringComparison.Ordinal))
        {
            return new YamlModelReference(scalar.Text, scalar.Location);
        }

        bag.Report(DiagnosticTable.RecipeWrongKind.At(value.Location, "A model", "a name or a path", value.Kind));
        return null;
    }

    private static YamlValue? Field(YamlMapping mapping, string key, DiagnosticBag bag)
    {
        var fields = new YamlFields(mapping, "a model", [key], Unsupported, bag);
        fields.Require(key);
        return fields.Value(key);
    }
}
