using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>A complete model directory of the llama family, of a few kilobytes.</summary>
public static class Parent
{
    private const int Hidden = 8;
    private const int Vocabulary = 16;

    /// <summary>Writes a model; each value gives other weights of the same size.</summary>
    public static void Write(string directory, float value)
    {
        Model(value).WriteTo(directory);
        License(directory, "apache-2.0");
    }

    /// <summary>Writes a model card that states a licence.</summary>
    public static void License(string directory, string license) =>
        File.WriteAllText(Path.Combine(directory, "README.md"), $"---\nlicense: {license}\n---\n");

    /// <summary>The model that <see cref="Write"/> writes.</summary>
    public static TinyModel Model(float value)
    {
        var model = TinyModel.Empty
            .WithConfigValue("hidden_size", Hidden)
            .WithConfigValue("intermediate_size", 2 * Hidden)
            .WithConfigValue("num_attention_heads", 2)
            .WithConfigValue("num_key_value_heads", 2)
            .WithConfigValue("num_hidden_layers", 1)
            .WithConfigValue("vocab_size", Vocabulary)
            .WithConfigValue("tie_word_embeddings", false)
            .WithConfigValue("torch_dtype", "float32");
        return Shapes.Aggregate(model, (sofar, tensor) => sofar.With(tensor.Name, DType.F32, tensor.Shape, Values(tensor.Shape, value)));
    }

    private static IEnumerable<(string Name, long[] Shape)> Shapes =>
    [
        ("model.embed_tokens.weight", [Vocabulary, Hidden]),
        ("model.layers.0.self_attn.q_proj.weight", [Hidden, Hidden]),
        ("model.layers.0.self_attn.k_proj.weight", [Hidden, Hidden]),
        ("model.layers.0.self_attn.v_proj.weight", [Hidden, Hidden]),
        ("model.layers.0.self_attn.o_proj.weight", [Hidden, Hidden]),
        ("model.layers.0.mlp.gate_proj.weight", [2 * Hidden, Hidden]),
        ("model.layers.0.mlp.up_proj.weight", [2 * Hidden, Hidden]),
        ("model.layers.0.mlp.down_proj.weight", [Hidden, 2 * Hidden]),
        ("model.layers.0.input_layernorm.weight", [Hidden]),
        ("model.layers.0.post_attention_layernorm.weight", [Hidden]),
        ("model.norm.weight", [Hidden]),
        ("lm_head.weight", [Vocabulary, Hidden]),
    ];

    private static float[] Values(long[] shape, float value) =>
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (count, dimension) => count * dimension)).Select(index => value + (index % 7 * 0.125f))];
}
