using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Benchmarks;

/// <summary>A Llama of random bfloat16 weights in the shape of a published one.</summary>
internal sealed record SyntheticLlama(string Name, int Hidden, int Intermediate, int Layers, int Heads, int KeyValueHeads, int Vocabulary)
{
    /// <summary>The shapes of Qwen2.5-0.5B and Llama-3.2-1B.</summary>
    public static SyntheticLlama[] Sizes { get; } =
    [
        new("0.5B", 896, 4864, 24, 14, 2, 151936), new("1B", 2048, 8192, 16, 32, 8, 128256),
    ];

    private const int HeadDimension = 64;

    /// <summary>Weights that are read when a token is generated: all, since the head is the embedding.</summary>
    public long ParameterCount => Tensors.Sum(tensor => tensor.ElementCount);

    private IEnumerable<TensorDescription> Tensors
    {
        get
        {
            yield return Tensor("model.embed_tokens", Vocabulary, Hidden);
            yield return Tensor("model.norm", Hidden);
            for (var i = 0; i < Layers; i++)
            {
                var layer = $"model.layers.{i.ToString(CultureInfo.InvariantCulture)}.";
                yield return Tensor(layer + "input_layernorm", Hidden);
                yield return Tensor(layer + "post_attention_layernorm", Hidden);
                yield return Tensor(layer + "self_attn.q_proj", Heads * HeadDimension, Hidden);
                yield return Tensor(layer + "self_attn.k_proj", KeyValueHeads * HeadDimension, Hidden);
                yield return Tensor(layer + "self_attn.v_proj", KeyValueHeads * HeadDimension, Hidden);
                yield return Tensor(layer + "self_attn.o_proj", Hidden, Heads * HeadDimension);
                yield return Tensor(layer + "mlp.gate_proj", Intermediate, Hidden);
                yield return Tensor(layer + "mlp.up_proj", Intermediate, Hidden);
                yield return Tensor(layer + "mlp.down_proj", Hidden, Intermediate);
            }
        }
    }

    /// <summary>Writes the model.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var config = new JsonObject
        {
            ["model_type"] = "llama",
            ["architectures"] = new JsonArray("LlamaForCausalLM"),
            ["vocab_size"] = Vocabulary,
            ["hidden_size"] = Hidden,
            ["intermediate_size"] = Intermediate,
            ["num_hidden_layers"] = Layers,
            ["num_attention_heads"] = Heads,
            ["num_key_value_heads"] = KeyValueHeads,
            ["head_dim"] = HeadDimension,
            ["max_position_embeddings"] = 8192,
            ["tie_word_embeddings"] = true,
        };
        File.WriteAllBytes(Path.Combine(folder, ModelConfig.FileName), CanonicalJson.Write(config));
        var layout = new SafetensorsLayout(Tensors, new Dictionary<string, string>());
        using var file = File.Create(Path.Combine(folder, ModelDirectory.SingleFileName));
        file.Write(layout.Prefix.Span);
        var random = new Random(1);
        var numbers = new float[1 << 20];
        var bytes = new byte[numbers.Length * sizeof(ushort)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ((float)random.NextDouble() - 0.5f) / MathF.Sqrt(Hidden);
        }

        DTypeConversion.Narrow(DType.BF16, numbers, bytes);
        foreach (var length in layout.Entries.Select(entry => entry.ByteLength))
        {
            for (var rest = length; rest > 0; rest -= Math.Min(rest, bytes.Length))
            {
                file.Write(bytes.AsSpan(0, (int)Math.Min(rest, bytes.Length)));
            }
        }
    }

    private static TensorDescription Tensor(string module, params long[] shape) => new(module + ".weight", DType.BF16, [.. shape]);
}
