using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Packaging;

/// <summary>The donor's config.json, put right where the merge changed what it says.</summary>
internal static class ResultConfig
{
    // The first is the name in older files, the second in newer ones.
    private static readonly string[] TypeKeys = ["torch_dtype", "dtype"];

    public static JsonObject Of(MergePlan plan, ModelConfig donor)
    {
        var config = donor.Copy();
        SetType(config, plan);
        foreach (var stacked in plan.StackedModules)
        {
            ResultLayers.Write(config, plan, stacked);
        }

        if (plan.VocabularySize is { } rows)
        {
            ConfigPath.Set(config, plan.Architecture.Definition?.VocabularySize ?? "vocab_size", rows);
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
}
