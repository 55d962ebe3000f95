using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads what a recipe merges: whole models, slices of their layers, or each module in its own way.</summary>
internal sealed class YamlModules(YamlSlices slices, DiagnosticBag bag)
{
    /// <summary>Reads the keys of the recipe itself.</summary>
    public ImmutableArray<RecipeModule> Read(YamlFields recipe)
    {
        CheckOne(recipe, "A recipe", "models", "slices", "modules");
        var whole = Slices(recipe);
        return recipe.Mapping("modules") is { } modules
            ? [.. modules.Entries.Select(ReadModule)]
            : [new RecipeModule(null, whole, ParameterSet.Empty, null)];
    }

    private RecipeModule ReadModule(YamlEntry entry)
    {
        var empty = new RecipeModule(entry.Key.Text, [], ParameterSet.Empty, entry.Key.Location);
        if (entry.Value is not YamlMapping mapping)
        {
            bag.Report(DiagnosticTable.RecipeWrongKind.At(entry.Value.Location, "A module", "a mapping with models or slices, parameters", entry.Value.Kind));
            return empty;
        }

        var fields = new YamlFields(mapping, "a module", ["models", "slices", "parameters"], [], bag);
        CheckOne(fields, "A module", "models", "slices");
        return empty with { Slices = Slices(fields), Parameters = new YamlParameters(bag).Read(fields.Mapping("parameters")) };
    }

    private ImmutableArray<RecipeSlice> Slices(YamlFields fields)
    {
        var whole = fields.Sequence("models") is { } list ? slices.ReadModels(list) : null;
        var layered = fields.Sequence("slices") is { } parts ? slices.ReadSlices(parts) : [];
        return whole is null ? layered : [whole];
    }

    private void CheckOne(YamlFields fields, string owner, params ReadOnlySpan<string> keys)
    {
        YamlScalar? found = null;
        foreach (var name in keys)
        {
            if (fields.Key(name) is { } key)
            {
                if (found is not null)
                {
                    bag.Report(DiagnosticTable.RecipeModelsOrSlices.At(key.Location, owner, Listed(keys), $"'{found.Text}' and '{key.Text}'"));
                }

                found = key;
            }
        }

        if (found is null)
        {
            bag.Report(DiagnosticTable.RecipeModelsOrSlices.At(fields.Location, owner, Listed(keys), "none"));
        }
    }

    private static string Listed(ReadOnlySpan<string> keys) => $"'{string.Join("', '", keys[..^1].ToArray())}' and '{keys[^1]}'";
}
