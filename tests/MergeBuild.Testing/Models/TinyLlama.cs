using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Testing.Models;

/// <summary>Complete models of the llama family, small enough to write by the hundred.</summary>
public static class TinyLlama
{
    private const int Width = 4;

    private static readonly string[] Matrices =
    [
        "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj",
    ];

    private static readonly string[] Norms = ["input_layernorm", "post_attention_layernorm"];

    /// <summary>A model with random weights.</summary>
    /// <param name="layers">The number of layers.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <param name="dtype">The type that all weights are stored in.</param>
    /// <param name="vocabulary">The rows of embedding and head.</param>
    public static TinyModel Of(int layers, int seed = 0, DType dtype = DType.F32, int vocabulary = 6)
    {
        var random = new Random(seed);
        var model = TinyModel.Empty
            .WithConfigValue("num_hidden_layers", layers)
            .WithConfigValue("vocab_size", vocabulary)
            .WithConfigValue("torch_dtype", dtype.TorchName());
        TinyModel Add(TinyModel to, string name, params long[] shape) =>
            to.With(name + ".weight", dtype, shape, Numbers(random, shape.Aggregate(1L, (count, dimension) => count * dimension)));

        model = Add(Add(Add(model, "model.embed_tokens", vocabulary, Width), "model.norm", Width), "lm_head", vocabulary, Width);
        for (var layer = 0; layer < layers; layer++)
        {
            model = Matrices.Aggregate(model, (to, name) => Add(to, $"model.layers.{layer}.{name}", Width, Width));
            model = Norms.Aggregate(model, (to, name) => Add(to, $"model.layers.{layer}.{name}", Width));
        }

        return model;
    }

    /// <summary>Random numbers between -1 and 1.</summary>
    public static float[] Numbers(Random random, long count) =>
        [.. Enumerable.Range(0, (int)count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
}
