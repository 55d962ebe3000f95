using System.Collections.Frozen;
using MergeBuild.Evaluation.Models.Layers;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>The families of causal language models by <c>model_type</c>.</summary>
internal static class DecoderFamilies
{
    private static readonly FrozenDictionary<string, Func<FamilyContext, DecoderSource>> ByModelType =
        new Dictionary<string, Func<FamilyContext, DecoderSource>>
        {
            ["llama"] = Llama.Describe,
            ["mistral"] = Mistral.Describe,
            ["mixtral"] = Mixtral.Describe,
            ["qwen2"] = Qwen2.Describe,
            ["qwen3"] = Qwen3.Describe,
            ["qwen3_moe"] = Qwen3Experts.Describe,
            ["gemma"] = Gemma.Describe,
            ["gemma2"] = Gemma2.Describe,
            ["gemma3_text"] = Gemma3.Describe,
            ["gemma3"] = Gemma3.DescribeMultimodal,
            ["phi3"] = Phi3.Describe,
            ["gpt2"] = Gpt2.Describe,
            ["olmo2"] = Olmo2.Describe,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The model types, in order.</summary>
    public static IEnumerable<string> ModelTypes => ByModelType.Keys.Order(StringComparer.Ordinal);

    /// <summary>The declaration of a family, or null.</summary>
    public static Func<FamilyContext, DecoderSource>? Find(string modelType) => ByModelType.GetValueOrDefault(modelType);
}
