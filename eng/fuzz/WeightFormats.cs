using System.Text;
using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.PyTorch;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Evaluation.Models;
using MergeBuild.Merging.Architectures;
using MergeBuild.Testing;
using MergeBuild.Testing.Fuzzing;
using MergeBuild.Testing.Models;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Fuzz;

/// <summary>The files of models and adapters.</summary>
internal static class WeightFormats
{
    private static readonly TinyModel Model = TinyModel.Empty
        .With("a.weight", DType.F32, [2, 3], 1, 2, 3, 4, 5, 6).With("b.weight", DType.BF16, [3], 3, 4, 5).WithBytes("ids", DType.I64, [1], 1, 2, 3, 4, 5, 6, 7, 8);

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        Model.WriteTo(folder["small"]);
        var safetensors = folder.Read("small/model.safetensors");
        var header = safetensors[8..(8 + (int)BitConverter.ToUInt64(safetensors))];
        yield return new FuzzFormat("safetensors", [safetensors], content => SafetensorsReader.Read(new BytesFile(content)))
        {
            Inner = [header], Frame = inner => RawSafetensors.Bytes(inner, safetensors.Length - 8 - header.Length),
        };
        yield return new FuzzFormat("index", [folder.Read("sharded/" + ShardIndex.FileName)], content =>
        {
            folder.Write("sharded/" + ShardIndex.FileName, content);
            ModelDirectory.Open(folder["sharded"]);
        });
        yield return new FuzzFormat("config", [folder.Read("base/config.json"), FuzzFolder.Sample("samples/tiny-assistant/parents/base/config.json")], content =>
        {
            // A place of its own, or the models that other formats read would be damaged.
            folder.Write("small/config.json", content);
            var model = ModelDirectory.Open(folder["small"]);
            Architecture.Of(model);
            using var loaded = PretrainedModel.IsClassifier(model)
                ? (IDisposable)PretrainedModel.LoadClassifier(model, new InferenceOptions { Threads = 1 })
                : PretrainedModel.LoadLanguageModel(model, new InferenceOptions { Threads = 1 });
        }) { MayRefuseSeeds = true };
        var archive = TorchCheckpoint.Of(Model);
        yield return new FuzzFormat("pytorch", [archive], content => PyTorchReader.Read(new BytesFile(content)));
        var pickle = TorchCheckpoint.StateDict(items => items
            .Text("w").Tensor("FloatStorage", "0", 4, 0, [2, 2], [2, 1]).Text("head").Tensor("FloatStorage", "0", 4, 0, [2, 2], [2, 1]));
        yield return new FuzzFormat("pickle", [pickle], content => PyTorchReader.Read(new BytesFile(TorchCheckpoint.Archive(content, new byte[16]).ToArray())));
        foreach (var adapter in Adapters(folder))
        {
            yield return adapter;
        }
    }

    private static IEnumerable<FuzzFormat> Adapters(FuzzFolder folder)
    {
        const string Target = "base_model.model.model.layers.0.self_attn.q_proj.";
        TinyModel.Empty.WithConfig(null)
            .With(Target + "lora_A.weight", DType.F32, [2, 4], 1, 2, 3, 4, 5, 6, 7, 8).With(Target + "lora_B.weight", DType.F32, [4, 2], 1, 2, 3, 4, 5, 6, 7, 8)
            .WriteTo(folder["adapter"]);
        File.Move(folder["adapter/model.safetensors"], folder["adapter/" + AdapterDirectory.WeightsName]);
        var config = Encoding.UTF8.GetBytes("""
            {"peft_type":"LORA","r":2,"lora_alpha":4,"target_modules":["q_proj"],"bias":"none","rank_pattern":{"q_proj":2},"alpha_pattern":{},"use_rslora":false,"modules_to_save":null}
            """);
        var weights = folder.Read("adapter/" + AdapterDirectory.WeightsName);
        var header = weights[8..(8 + (int)BitConverter.ToUInt64(weights))];
        var baseModel = ModelDirectory.Open(folder["base"]);
        void Read(byte[] settings, byte[] tensors)
        {
            folder.Write("adapter/" + AdapterConfig.FileName, settings);
            folder.Write("adapter/" + AdapterDirectory.WeightsName, tensors);
            AdapterDirectory.Open(folder["adapter"]).UpdatesOf(baseModel);
        }

        yield return new FuzzFormat("adapter-config", [config], content => Read(content, weights));
        yield return new FuzzFormat("adapter-weights", [weights], content => Read(config, content))
        {
            Inner = [header], Frame = inner => RawSafetensors.Bytes(inner, weights.Length - 8 - header.Length),
        };
    }
}
