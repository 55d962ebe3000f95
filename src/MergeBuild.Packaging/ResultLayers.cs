using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Packaging;

/// <summary>What a configuration says of layers, put right for layers that were stacked from slices.</summary>
internal static class ResultLayers
{
    // Where the architecture is unknown: the names that families use.
    private static readonly string[] LayerCountKeys = ["num_hidden_layers", "n_layer", "num_layers", "n_layers"];
    private static readonly string[] LayerLists = ["layer_types"];

    public static void Write(JsonObject config, MergePlan plan, StackedModule stacked)
    {
        var module = plan.Architecture.Definition?.Modules.First(module => module.Name == stacked.Module);
        ConfigPath.Set(config, module?.LayerCount ?? LayerCountKey(plan, stacked), stacked.Layers.Length);
        foreach (var copy in module?.LayerCountCopies ?? [])
        {
            if (ConfigPath.Find(config, copy) is not null)
            {
                ConfigPath.Set(config, copy, stacked.Layers.Length);
            }
        }

        foreach (var key in module?.LayerLists.AsEnumerable() ?? LayerLists)
        {
            if (ConfigPath.Find(config, key) is JsonArray list)
            {
                ConfigPath.Set(config, key, new JsonArray([.. stacked.Layers.Select(origin => Element(plan, origin, key, list))]));
            }
        }

        foreach (var key in module?.LayerIndexLists ?? [])
        {
            if (ConfigPath.Find(config, key) is JsonArray numbers)
            {
                ConfigPath.Set(config, key, Indexes(plan, stacked, key, numbers));
            }
        }
    }

    // A parent that does not say anything of its layers is taken to be like the donor.
    private static JsonNode? Element(MergePlan plan, LayerOrigin origin, string key, JsonArray donorList)
    {
        var list = ListOf(plan, origin.Model, key) ?? donorList;
        return origin.Layer < list.Count
            ? list[origin.Layer]?.DeepClone()
            : throw DiagnosticTable.LayerListTooShort.ExceptionAt(
                plan.Recipe.Models[origin.Model].Location, key, plan.Recipe.Models[origin.Model].Name, list.Count, origin.Layer);
    }

    private static JsonArray Indexes(MergePlan plan, StackedModule stacked, string key, JsonArray donorNumbers) => new(
    [
        .. stacked.Layers
            .Select((origin, layer) => (Layer: layer, IsListed: (ListOf(plan, origin.Model, key) ?? donorNumbers)
                .Any(number => number is JsonValue value && value.TryGetValue(out int listed) && listed == origin.Layer)))
            .Where(layer => layer.IsListed)
            .Select(layer => (JsonNode)layer.Layer),
    ]);

    private static JsonArray? ListOf(MergePlan plan, int model, string key) =>
        plan.Parents[model].Config is { } config ? ConfigPath.Find(config.Copy(), key) as JsonArray : null;

    private static string LayerCountKey(MergePlan plan, StackedModule stacked)
    {
        var donor = plan.Parents[plan.Donor];
        var count = donor.Tensors.Keys.Select(plan.Architecture.Place).Where(place => place.Module == stacked.Module).Max(place => place.Layer) + 1;
        return LayerCountKeys.FirstOrDefault(key => donor.Config?.WholeNumber(key) == count)
            ?? throw DiagnosticTable.LayerCountKeyUnknown.ExceptionAt(
                plan.Recipe.Location, plan.Recipe.Models[plan.Donor].Name, count);
    }
}
