using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads the sources of a recipe: its <c>models</c>, or its <c>slices</c>.</summary>
internal sealed class YamlSlices(YamlModels models, YamlModelReference? baseModel, DiagnosticBag bag)
{
    private readonly YamlParameters _parameters = new(bag);

    /// <summary>Whole models: one slice without layer ranges.</summary>
    public RecipeSlice ReadModels(YamlSequence list) => new(ReadSources(list, "an entry of 'models'", withLayers: false), Parameters.ParameterSet.Empty);

    /// <summary>Slices of layers.</summary>
    public ImmutableArray<RecipeSlice> ReadSlices(YamlSequence list) => [.. list.Items.Select(ReadSlice)];

    private RecipeSlice ReadSlice(YamlValue item)
    {
        if (Fields(item, "a slice", ["sources", "base_model", "parameters"]) is not { } fields)
        {
            return new RecipeSlice([], Parameters.ParameterSet.Empty);
        }

        fields.Require("sources");
        var sources = fields.Sequence("sources") is { } list ? ReadSources(list, "a source", withLayers: true) : [];
        CheckLengths(sources);
        return new RecipeSlice(sources, _parameters.Read(fields.Mapping("parameters"))) { BaseModel = ReadBaseModel(fields, sources) };
    }

    private ImmutableArray<RecipeSource> ReadSources(YamlSequence list, string owner, bool withLayers)
    {
        string[] keys = withLayers ? ["model", "layer_range", "parameters"] : ["model", "parameters"];
        var sources = new List<(YamlModelReference Reference, YamlFields Fields)>();
        foreach (var item in list.Items)
        {
            if (Fields(item, owner, keys) is { } fields)
            {
                fields.Require("model");
                if (fields.Value("model") is { } model && YamlModelReference.Read(model, bag) is { } reference)
                {
                    sources.Add((reference, fields));
                }
            }
        }

        return [.. models.IndexesOf(sources.Select(source => source.Reference)).Zip(sources, (index, source) =>
            new RecipeSource(index, withLayers ? ReadLayers(source.Fields) : null, _parameters.Read(source.Fields.Mapping("parameters")), source.Reference.Location))];
    }

    private LayerRange? ReadLayers(YamlFields fields)
    {
        fields.Require("layer_range");
        return fields.Value("layer_range") is { } value ? YamlLayerRange.Read(value, bag) : null;
    }

    private void CheckLengths(ImmutableArray<RecipeSource> sources)
    {
        var expected = sources.FirstOrDefault()?.Layers?.Count;
        foreach (var source in sources)
        {
            if (source.Layers is { } layers && expected is not null && layers.Count != expected)
            {
                bag.Report(DiagnosticTable.LayerRangeLengths.At(source.Location, layers.Count, expected));
            }
        }
    }

    private int? ReadBaseModel(YamlFields fields, ImmutableArray<RecipeSource> sources)
    {
        if (fields.Value("base_model") is not { } value || YamlModelReference.Read(value, bag) is not { } own ||
            (baseModel is not null && models.FoldersOf(own) == models.FoldersOf(baseModel)))
        {
            return null;
        }

        var index = models.IndexOf(own, 0);
        if (!sources.Any(source => source.Model == index))
        {
            bag.Report(DiagnosticTable.SliceBaseNotListed.At(own.Location, own.Text));
        }

        return index;
    }

    private YamlFields? Fields(YamlValue item, string owner, string[] keys)
    {
        if (item is YamlMapping mapping)
        {
            return new YamlFields(mapping, owner, keys, [], bag);
        }

        bag.Report(DiagnosticTable.RecipeWrongKind.At(item.Location, char.ToUpperInvariant(owner[0]) + owner[1..], $"a mapping with {string.Join(", ", keys)}", item.Kind));
        return null;
    }
}
