using System.Globalization;
using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Benchmarks;

/// <summary>A base and three experts in the shape of a Llama, bfloat16, filled by a formula: the same bytes every time.</summary>
internal sealed class SyntheticFamily(string folder, double parameters)
{
    public const int ParentCount = 4;
    private const int Layers = 16;
    private const int Vocabulary = 32000;

    private readonly int _hidden = HiddenFor(parameters);

    public string Folder { get; } = Path.Combine(folder, parameters.ToString("0", CultureInfo.InvariantCulture));

    public string Parent(int index) => Path.Combine(Folder, $"parent-{index}");

    public IEnumerable<TensorDescription> Tensors
    {
        get
        {
            var (h, m) = (_hidden, _hidden * 11 / 4);
            yield return Tensor("model.embed_tokens.weight", Vocabulary, h);
            for (var i = 0; i < Layers; i++)
            {
                var layer = $"model.layers.{i.ToString(CultureInfo.InvariantCulture)}.";
                yield return Tensor(layer + "input_layernorm.weight", h);
                yield return Tensor(layer + "mlp.down_proj.weight", h, m);
                yield return Tensor(layer + "mlp.gate_proj.weight", m, h);
                yield return Tensor(layer + "mlp.up_proj.weight", m, h);
                yield return Tensor(layer + "post_attention_layernorm.weight", h);
                yield return Tensor(layer + "self_attn.k_proj.weight", h / 4, h);
                yield return Tensor(layer + "self_attn.o_proj.weight", h, h);
                yield return Tensor(layer + "self_attn.q_proj.weight", h, h);
                yield return Tensor(layer + "self_attn.v_proj.weight", h / 4, h);
            }

            yield return Tensor("model.norm.weight", h);
            yield return Tensor("lm_head.weight", Vocabulary, h);
        }
    }

    /// <summary>Writes the parents that are not there yet.</summary>
    public void Write()
    {
        for (var parent = 0; parent < ParentCount; parent++)
        {
            if (!File.Exists(Path.Combine(Parent(parent), "config.json")))
            {
                Write(parent);
            }
        }
    }

    private void Write(int parent)
    {
        Directory.CreateDirectory(Parent(parent));
        var layout = new SafetensorsLayout(Tensors, new Dictionary<string, string> { ["format"] = "pt" });
        var path = Path.Combine(Parent(parent), "model.safetensors");
        File.Delete(path);
        using (var file = PhysicalFileSystem.Instance.Create(path, layout.FileLength))
        {
            file.Write(layout.Prefix.Span, 0);
            var buffer = new ushort[1 << 20];
            var dataLength = layout.FileLength - layout.Prefix.Length;
            for (var offset = 0L; offset < dataLength; offset += buffer.Length * sizeof(ushort))
            {
                var count = (int)Math.Min(buffer.Length, (dataLength - offset) / sizeof(ushort));
                Fill(buffer.AsSpan(0, count), offset / sizeof(ushort), parent);
                file.Write(MemoryMarshal.AsBytes(buffer.AsSpan(0, count)), layout.Prefix.Length + offset);
            }
        }

        File.WriteAllText(Path.Combine(Parent(parent), "config.json"), $$"""
            {
              "architectures": ["LlamaForCausalLM"],
              "model_type": "llama",
              "hidden_size": {{_hidden}},
              "intermediate_size": {{_hidden * 11 / 4}},
              "num_hidden_layers": {{Layers}},
              "vocab_size": {{Vocabulary}},
              "tie_word_embeddings": false,
              "torch_dtype": "bfloat16"
            }
            """);
    }

    // The base's numbers are hashes of their index, from -0.03 to 0.03; an expert's differ by up to a thirtieth of that.
    private static void Fill(Span<ushort> numbers, long first, int parent)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var value = 0.03f * Hash((ulong)(first + i));
            if (parent > 0)
            {
                value += 0.001f * Hash((ulong)(first + i) + ((ulong)parent << 48));
            }

            numbers[i] = (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
        }
    }

    // From -1 to 1, by the finalizer of SplitMix64.
    private static float Hash(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)((x ^ (x >> 31)) >> 32) * (1f / int.MaxValue);
    }

    private static TensorDescription Tensor(string name, params long[] shape) => new(name, DType.BF16, [.. shape]);

    // Layers · (3 · 11/4 + 2.5) · h² + 2 · vocabulary · h = parameters, rounded to a multiple of 64.
    private static int HiddenFor(double parameters)
    {
        var (a, b) = (Layers * ((3 * 11 / 4.0) + 2.5), 2.0 * Vocabulary);
        return (int)Math.Round((Math.Sqrt((b * b) + (4 * a * parameters)) - b) / (2 * a) / 64) * 64;
    }
}
