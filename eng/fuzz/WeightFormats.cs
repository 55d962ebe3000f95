using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.PyTorch;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Fuzzing;
using MergeBuild.Testing.Models;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Fuzz;

/// <summary>The files that hold weights.</summary>
internal static class WeightFormats
{
    private static readonly TinyModel Model = TinyModel.Empty
        .With("a.weight", DType.F32, [2, 3], 1, 2, 3, 4, 5, 6).With("b.weight", DType.BF16, [3], 3, 4, 5).WithBytes("ids", DType.I64, [1], 1, 2, 3, 4, 5, 6, 7, 8);

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        Model.WriteTo(folder["single"]);
        var safetensors = folder.Read("single/model.safetensors");
        yield return new FuzzFormat("safetensors", [safetensors], content => SafetensorsReader.Read(new BytesFile(content)))
        {
            Inner = [HeaderOf(safetensors)], Frame = inner => RawSafetensors.Bytes(inner, safetensors.Length - 8 - HeaderOf(safetensors).Length), Change = SafetensorsMutation.Change,
            File = new FuzzFile(folder["single/model.safetensors"], () => ModelDirectory.Open(folder["single"])) { IsOfModel = true },
        };
        Model.WriteTo(folder["sharded"], shards: 2);
        yield return folder.OfModel("index", "sharded/" + ShardIndex.FileName, [folder.Read("sharded/" + ShardIndex.FileName)], () => ModelDirectory.Open(folder["sharded"]));
        var archive = TorchCheckpoint.Of(Model);
        folder.Write("torch/config.json", "{}");
        yield return new FuzzFormat("pytorch", [archive], content => PyTorchReader.Read(new BytesFile(content)))
        {
            Change = ZipMutation.Change,
            File = new FuzzFile(folder["torch/pytorch_model.bin"], () => ModelDirectory.Open(folder["torch"], allowPickle: true)) { IsOfModel = true },
        };
        var pickle = TorchCheckpoint.StateDict(items => items
            .Text("w").Tensor("FloatStorage", "0", 4, 0, [2, 2], [2, 1]).Text("head").Tensor("FloatStorage", "0", 4, 0, [2, 2], [2, 1]));
        yield return new FuzzFormat("pickle", [pickle], content => PyTorchReader.Read(new BytesFile(TorchCheckpoint.Archive(content, new byte[16]).ToArray())));
        const string Shard = "pytorch_model-00001-of-00001.bin";
        folder.Write("torch-sharded/" + Shard, archive);
        var index = new JsonObject
        {
            ["metadata"] = new JsonObject { ["total_size"] = Model.Tensors.Values.Sum(tensor => tensor.Bytes.Length) },
            ["weight_map"] = new JsonObject(Model.Tensors.Keys.Select(name => KeyValuePair.Create(name, (JsonNode?)Shard))),
        };
        yield return folder.OfModel("pytorch-index", "torch-sharded/pytorch_model.bin.index.json", [FuzzFolder.Bytes(index.ToJsonString())], () =>
            ModelDirectory.Open(folder["torch-sharded"], allowPickle: true));
    }

    /// <summary>The header of a file of safetensors.</summary>
    public static byte[] HeaderOf(byte[] file) => file[8..(8 + (int)BitConverter.ToUInt64(file))];
}
