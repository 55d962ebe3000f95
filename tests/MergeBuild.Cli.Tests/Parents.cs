using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

/// <summary>Small models to merge and to look at.</summary>
internal static class Parents
{
    /// <summary>A model of four tensors in two types, of a family that nobody has defined; the scale tells models apart.</summary>
    public static TinyModel Model(float scale) => TinyModel.Empty
        .WithConfigValue("architectures", new JsonArray("TinyForCausalLM"))
        .WithConfigValue("model_type", "tiny")
        .WithConfigValue("num_hidden_layers", 2)
        .With("model.embed_tokens.weight", DType.F32, [2, 2], scale, 2 * scale, 3 * scale, 4 * scale)
        .With("model.layers.0.mlp.weight", DType.F32, [2, 1], scale, -scale)
        .With("model.layers.1.mlp.weight", DType.F32, [2, 1], -scale, scale)
        .With("model.norm.weight", DType.BF16, [2], scale, 1);
}
