using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>A model as a recipe names it.</summary>
/// <param name="Text">The name or path as written.</param>
/// <param name="Adapter">The name or path of an adapter that is written beside it, as <c>lora</c>.</param>
/// <param name="Location">Where it was written.</param>
internal sealed record YamlModelReference(string Text, string? Adapter, SourceLocation Location)
{
    private static readonly string[] Unsupported = ["override_architecture"];

    /// <summary>The model's name in messages and in the manifest.</summary>
    public string Name => Adapter is null ? Text : $"{Text}+{Adapter}";

    /// <summary>
    /// Reads a name, or the object form <c>{path: name}</c>, which mergekit also writes as
    /// <c>{model: {path: name}, lora: {path: name}}</c>. Returns null after an error.
    /// </summary>
    public static YamlModelReference? Read(YamlValue value, DiagnosticBag bag)
    {
        if (value is not YamlMapping mapping || mapping.Entries.All(entry => entry.Key.Text is not ("model" or "lora")))
        {
            return ReadNameOrPath(value, bag);
        }

        var fields = Fields(mapping, "model", ["model", "lora"], bag);
        var model = fields.Value("model") is { } inner ? ReadNameOrPath(inner, bag) : null;
        return fields.Value("lora") is not { } lora ? model
            : ReadNameOrPath(lora, bag) is { } adapter && model is not null ? model with { Adapter = adapter.Text } : null;
    }

    private static YamlModelReference? ReadNameOrPath(YamlValue value, DiagnosticBag bag) =>
        value is YamlMapping mapping ? ReadPath(mapping, bag) : ReadName(value, bag);

    private static YamlModelReference? ReadPath(YamlMapping mapping, DiagnosticBag bag)
    {
        var fields = Fields(mapping, "path", ["path", "revision"], bag);
        var name = fields.Value("path") is { } path ? ReadName(path, bag) : null;
        return fields.Text("revision") is { } revision && name is not null ? name with { Text = $"{name.Text}@{revision.Text}" } : name;
    }

    private static YamlModelReference? ReadName(YamlValue value, DiagnosticBag bag)
    {
        if (value is YamlScalar { IsNull: false, Text: not "" } scalar && !scalar.Text.Contains('\0', StringComparison.Ordinal))
        {
            return new YamlModelReference(scalar.Text, null, scalar.Location);
        }

        bag.Report(DiagnosticTable.RecipeWrongKind.At(value.Location, "A model", "a name or a path", value.Kind));
        return null;
    }

    private static YamlFields Fields(YamlMapping mapping, string required, string[] allowed, DiagnosticBag bag)
    {
        var fields = new YamlFields(mapping, "a model", allowed, Unsupported, bag);
        fields.Require(required);
        return fields;
    }
}
