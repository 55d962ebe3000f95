using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>A complete Llama-shaped model directory of a few kilobytes.</summary>
public static class TinyModel
{
    private const int Hidden = 8;
    private const int Vocabulary = 16;
    private const int Layers = 2;

    /// <summary>Writes a model; each value gives other weights of the same size.</summary>
    public static void Write(string directory, float value)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "config.json"), $$"""
            {
              "architectures": ["LlamaForCausalLM"],
              "model_type": "llama",
              "hidden_size": {{Hidden}},
              "intermediate_size": {{2 * Hidden}},
              "num_attention_heads": 2,
              "num_key_value_heads": 2,
              "num_hidden_layers": {{Layers}},
              "vocab_size": {{Vocabulary}},
              "tie_word_embeddings": false,
              "torch_dtype": "float32"
            }
            """);
        WriteWeights(Path.Combine(directory, "model.safetensors"), value);
    }

    /// <summary>Writes the weights file alone.</summary>
    public static void WriteWeights(string path, float value)
    {
        var layout = new SafetensorsLayout(Tensors());
        using var file = File.Create(path);
        file.Write(layout.Prefix.Span);
        foreach (var entry in layout.Entries)
        {
            var elements = new float[entry.ElementCount];
            for (var index = 0; index < elements.Length; index++)
            {
                elements[index] = value + (index % 7 * 0.125f);
            }

            file.Write(MemoryMarshal.AsBytes(elements.AsSpan()));
        }
    }

    private static IEnumerable<TensorDescription> Tensors() =>
    [
        Tensor("model.embed_tokens.weight", Vocabulary, Hidden),
        .. Enumerable.Range(0, Layers).SelectMany(Layer),
        Tensor("model.norm.weight", Hidden),
        Tensor("lm_head.weight", Vocabulary, Hidden),
    ];

    private static IEnumerable<TensorDescription> Layer(int layer)
    {
        var prefix = $"model.layers.{layer}.";
        foreach (var name in new[] { "q_proj", "k_proj", "v_proj", "o_proj" })
        {
            yield return Tensor($"{prefix}self_attn.{name}.weight", Hidden, Hidden);
        }

        yield return Tensor($"{prefix}mlp.gate_proj.weight", 2 * Hidden, Hidden);
        yield return Tensor($"{prefix}mlp.up_proj.weight", 2 * Hidden, Hidden);
        yield return Tensor($"{prefix}mlp.down_proj.weight", Hidden, 2 * Hidden);
        yield return Tensor($"{prefix}input_layernorm.weight", Hidden);
        yield return Tensor($"{prefix}post_attention_layernorm.weight", Hidden);
    }

    private static TensorDescription Tensor(string name, params long[] shape) => new(name, DType.F32, ImmutableArray.Create(shape));
}
