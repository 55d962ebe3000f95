using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Evaluation.Tests.Models.Reference;

/// <summary>Random models of a family, with sizes that are no multiples of anything the kernels like.</summary>
internal static class FamilyModel
{
    public const int Vocabulary = 51;
    public const int Hidden = 20;
    public const int Intermediate = 37;
    public const int Layers = 3;
    public const int Heads = 6;
    public const int KeyValueHeads = 2;
    public const int Dimension = 10;

    /// <summary>The configuration that most families share.</summary>
    public static JsonObject Config(string modelType, string architecture, params (string Key, JsonNode? Value)[] more)
    {
        var config = new JsonObject
        {
            ["model_type"] = modelType,
            ["architectures"] = new JsonArray(architecture),
            ["vocab_size"] = Vocabulary,
            ["hidden_size"] = Hidden,
            ["intermediate_size"] = Intermediate,
            ["num_hidden_layers"] = Layers,
            ["num_attention_heads"] = Heads,
            ["num_key_value_heads"] = KeyValueHeads,
            ["head_dim"] = Dimension,
            ["rms_norm_eps"] = 1e-6,
            ["max_position_embeddings"] = 64,
            ["tie_word_embeddings"] = false,
        };
        foreach (var (key, value) in more)
        {
            config[key] = value;
        }

        return config;
    }

    /// <summary>A model with these tensors, which are random.</summary>
    public static TinyModel With(JsonObject config, IEnumerable<(string Name, long[] Shape)> tensors, DType dtype = DType.F32)
    {
        var random = new Random(7);
        return tensors.Aggregate(TinyModel.Empty.WithConfig(config), (model, tensor) =>
            model.With(tensor.Name, dtype, tensor.Shape, Numbers(random, tensor)));
    }

    /// <summary>The tensors of Llama.</summary>
    public static IEnumerable<(string Name, long[] Shape)> LlamaTensors(string root = "model.", string head = "lm_head", bool tied = false)
    {
        yield return (root + "embed_tokens.weight", [Vocabulary, Hidden]);
        yield return (root + "norm.weight", [Hidden]);
        if (!tied)
        {
            yield return (head + ".weight", [Vocabulary, Hidden]);
        }

        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"{root}layers.{layer}.";
            yield return (name + "input_layernorm.weight", [Hidden]);
            yield return (name + "post_attention_layernorm.weight", [Hidden]);
            yield return (name + "self_attn.q_proj.weight", [Heads * Dimension, Hidden]);
            yield return (name + "self_attn.k_proj.weight", [KeyValueHeads * Dimension, Hidden]);
            yield return (name + "self_attn.v_proj.weight", [KeyValueHeads * Dimension, Hidden]);
            yield return (name + "self_attn.o_proj.weight", [Hidden, Heads * Dimension]);
            yield return (name + "mlp.gate_proj.weight", [Intermediate, Hidden]);
            yield return (name + "mlp.up_proj.weight", [Intermediate, Hidden]);
            yield return (name + "mlp.down_proj.weight", [Hidden, Intermediate]);
        }
    }

    /// <summary>A tensor in every layer.</summary>
    public static IEnumerable<(string Name, long[] Shape)> InLayers(string name, params long[] shape) =>
        Enumerable.Range(0, Layers).Select(layer => ($"model.layers.{layer}.{name}", shape));

    // Spread so that activations keep their size through a layer; vectors about 1.
    private static float[] Numbers(Random random, (string Name, long[] Shape) tensor)
    {
        var count = tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension);
        var isVector = tensor.Shape.Length == 1;
        var spread = isVector ? 0.4 : 2.5 / Math.Sqrt(tensor.Shape[^1]);
        var centre = isVector && !tensor.Name.EndsWith("bias", StringComparison.Ordinal) ? 1 : 0;
        return [.. TinyLlama.Numbers(random, count).Select(number => (float)(centre + (number * spread)))];
    }
}
