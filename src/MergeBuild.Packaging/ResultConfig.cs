using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Packaging;

/// <summary>The donor's config.json, put right where the merge changed what it says.</summary>
internal static class ResultConfig
{
    // The first is the name in older files, the second in newer ones.
    private static readonly string[] TypeKeys = ["torch_dtype", "dtype"];

    // Where the architecture is unknown: the names that families use for the number of layers.
    private static readonly string[] LayerCountKeys = ["num_hidden_layers", "n_layer", "num_layers", "n_layers"];

    private static readonly ImmutableArray<string> LayerListKeys = ["layer_types"];

    public static JsonObject Of(MergePlan plan, ModelConfig donor)
    {
        var config = donor.Copy();
        SetType(config, plan);
        if (!plan.LayerOrigins.IsEmpty)
        {
            config[LayerCountKey(plan, donor)] = plan.LayerOrigins.Length;
            SetLayerLists(config, plan);
        }

        if (plan.VocabularySize is { } rows)
        {
            config[plan.Architecture.Definition?.VocabularySize ?? "vocab_size"] = rows;
        }

        if (plan.Tokenizer is { } tokenizer)
        {
            SpecialTokens.Translate(config, tokenizer, plan.Donor, plan.Parents[tokenizer.Model].Config?.Copy());
        }

        return config;
    }

    private static void SetType(JsonObject config, MergePlan plan)
    {
        var type = plan.Tensors
            .Where(tensor => tensor.Result.DType.IsMergeable())
            .GroupBy(tensor => tensor.Result.DType)
            .OrderByDescending(group => group.Sum(tensor => tensor.Result.ByteLength))
            .ThenByDescending(group => group.Key)
            .Select(group => group.Key.TorchName())
            .FirstOrDefault();
        if (type is null)
        {
            return;
        }

        foreach (var key in Array.FindAll(TypeKeys, config.ContainsKey) is { Length: > 0 } present ? present : TypeKeys[..1])
        {
            config[key] = type;
        }
    }

    private static void SetLayerLists(JsonObject config, MergePlan plan)
    {
        foreach (var key in plan.Architecture.Definition?.LayerLists ?? LayerListKeys)
        {
            if (config[key] is JsonArray list && plan.LayerOrigins.All(layer => layer < list.Count))
            {
                config[key] = new JsonArray([.. plan.LayerOrigins.Select(layer => list[layer]?.DeepClone())]);
            }
        }
    }

    private static string LayerCountKey(MergePlan plan, ModelConfig donor)
    {
        if (plan.Architecture.Definition is { } definition)
        {
            return definition.LayerCount;
        }

        var count = plan.Parents[plan.Donor].Tensors.Keys.Max(name => plan.Architecture.Place(name).Layer) + 1;
        return LayerCountKeys.FirstOrDefault(key => donor.WholeNumber(key) == count)
            ?? throw DiagnosticTable.LayerCountKeyUnknown.ExceptionAt(
                plan.Recipe.Location, plan.Recipe.Models[plan.Donor].Name, count);
    }
}
