using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Fuzzing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Fuzz;

/// <summary>The files of adapters.</summary>
internal static class AdapterFormats
{
    private const string Target = "base_model.model.model.layers.0.self_attn.q_proj.";

    private const string Config = """
        {"peft_type":"LORA","r":2,"lora_alpha":4,"target_modules":["q_proj"],"bias":"none","rank_pattern":{"q_proj":2},"alpha_pattern":{},"use_rslora":false,"modules_to_save":null}
        """;

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        var baseModel = ModelDirectory.Open(folder["base"]);
        foreach (var part in new[] { AdapterConfig.FileName, AdapterDirectory.WeightsName })
        {
            var place = "adapter-of-damaged-" + part;
            TinyModel.Empty.WithConfig(null)
                .With(Target + "lora_A.weight", DType.F32, [2, 4], 1, 2, 3, 4, 5, 6, 7, 8).With(Target + "lora_B.weight", DType.F32, [4, 2], 1, 2, 3, 4, 5, 6, 7, 8)
                .WriteTo(folder[place]);
            File.Move(folder[place + "/model.safetensors"], folder[$"{place}/{AdapterDirectory.WeightsName}"]);
            folder.Write($"{place}/{AdapterConfig.FileName}", Config);
            var intact = folder.Read($"{place}/{part}");
            var format = folder.OfModel(part == AdapterConfig.FileName ? "adapter-config" : "adapter-weights", $"{place}/{part}", [intact], () =>
                AdapterDirectory.Open(folder[place]).UpdatesOf(baseModel));
            yield return part == AdapterConfig.FileName ? format : format with
            {
                Inner = [WeightFormats.HeaderOf(intact)], Frame = inner => RawSafetensors.Bytes(inner, intact.Length - 8 - WeightFormats.HeaderOf(intact).Length),
                Change = SafetensorsMutation.Change,
            };
        }
    }
}
