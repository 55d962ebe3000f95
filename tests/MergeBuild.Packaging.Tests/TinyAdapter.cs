using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests;

/// <summary>An adapter of rank 1 for one module of the tiny llama.</summary>
internal static class TinyAdapter
{
    public static void WriteTo(string directory)
    {
        TinyModel.Empty.WithConfig(null)
            .With("base_model.model.model.layers.0.mlp.up_proj.lora_A.weight", DType.F32, [1, 4], 1, 2, 3, 4)
            .With("base_model.model.model.layers.0.mlp.up_proj.lora_B.weight", DType.F32, [4, 1], 1, 2, 3, 4)
            .WriteTo(directory);
        File.Move(Path.Combine(directory, "model.safetensors"), Path.Combine(directory, "adapter_model.safetensors"));
        File.WriteAllText(Path.Combine(directory, "adapter_config.json"), """{"peft_type": "LORA", "r": 1, "lora_alpha": 2, "target_modules": ["up_proj"]}""");
    }
}
